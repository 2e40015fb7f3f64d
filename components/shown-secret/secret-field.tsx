'use client';

import { Check, Copy } from 'lucide-react';
import { type RefObject, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useCopy } from '@/components/use-copy';

interface SecretFieldProps {
  label: string;
  value: string;
  /** Finds the field in end-to-end tests, whatever the provider calls it. */
  testId: 'secret' | 'signing-secret';
  saved: boolean;
  /** The accessible name of the copy button, which then shows only its icon; “Copy” by default. */
  copyName?: string | undefined;
  copyButton?: RefObject<HTMLButtonElement | null> | undefined;
  /** Gets the outcome of each attempt to copy the whole secret. */
  onCopy(copied: Promise<boolean>): void;
}

/** A secret, with a button that copies it. */
export function SecretField({ label, value, testId, saved, copyName, copyButton, onCopy }: SecretFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const copy = useCopy(value, (copied) => {
    onCopy(copied);
    void copied.then((isCopied) => !isCopied && field.current?.select());
  });
  return (
    <div className="space-y-2">
      <div className="flex items-end gap-2">
        <Field label={label} className="min-w-0 flex-1">
          <Input
            ref={field}
            readOnly
            data-testid={testId}
            translate="no"
            // Keeps the browser from storing the value with the page's history.
            autoComplete="off"
            spellCheck={false}
            value={value}
            onFocus={(event) => event.target.select()}
            onCopy={() => isWhollySelected(field.current) && onCopy(Promise.resolve(true))}
            className="font-mono"
          />
        </Field>
        <Button
          ref={copyButton}
          variant={saved ? 'secondary' : 'primary'}
          aria-label={copyName}
          onClick={copy.run}
          className={copyName ? 'w-9 px-0' : 'min-w-25'}
        >
          {copy.state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
          {!copyName && <span>{copy.state === 'copied' ? 'Copied' : 'Copy'}</span>}
        </Button>
      </div>
      {copy.state === 'failed' && (
        <Alert tone="danger" role="alert">
          {`Your browser didn’t allow copying. The ${label} is selected: copy it with Ctrl+C or ⌘C.`}
        </Alert>
      )}
    </div>
  );
}

function isWhollySelected(field: HTMLInputElement | null): boolean {
  return field !== null && field.selectionStart === 0 && field.selectionEnd === field.value.length;
}
