'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { CopyLine } from '@/app/(portal)/settings/api-keys/_components/copy-line';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/create-key';
import { FirstRequest } from '@/app/(portal)/settings/api-keys/_components/first-request';
import { useCopy } from '@/app/(portal)/settings/api-keys/_components/use-copy';
import { useLeaveGuard } from '@/app/(portal)/settings/api-keys/_components/use-leave-guard';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { CreatedApiKey } from '@/lib/domain/api-keys/create';

interface SaveKeyDialogProps extends KeySettings {
  created: CreatedApiKey;
  onClose(): void;
}

/** Shows a new key's secret, this once, and does not let it be lost by accident. */
export function SaveKeyDialog({ created: { key, secret }, policy, base, onClose }: SaveKeyDialogProps) {
  const field = useRef<HTMLInputElement>(null);
  const copyButton = useRef<HTMLButtonElement>(null);
  const [saved, setSaved] = useState(false);
  const [asking, setAsking] = useState(false);
  const copy = useCopy(
    secret,
    () => setSaved(true),
    () => field.current?.select(),
  );

  const close = () => (saved ? onClose() : setAsking(true));
  useLeaveGuard(!saved, () => setAsking(true));
  useEffect(() => {
    // A page that the browser keeps for its back button must not keep the secret.
    const forget = () => flushSync(onClose);
    window.addEventListener('pagehide', forget);
    return () => window.removeEventListener('pagehide', forget);
  }, [onClose]);

  function goBack() {
    flushSync(() => setAsking(false));
    copyButton.current?.focus();
  }

  return (
    <>
      <Dialog
        title="Save your API key"
        description={`This is the only time that the secret of “${key.label}” is shown. Keep it where your server reads its secrets.`}
        initialFocus={copyButton}
        onClose={close}
        footer={
          <Button variant={saved ? 'primary' : 'secondary'} onClick={close}>
            Done
          </Button>
        }
      >
        <div className="space-y-5">
          <div className="flex items-end gap-2">
            <Field label="API key" className="min-w-0 flex-1">
              <Input
                ref={field}
                readOnly
                // Keeps the browser from storing the value with the page's history.
                autoComplete="off"
                spellCheck={false}
                value={secret}
                onFocus={(event) => event.target.select()}
                onCopy={() => isWhollySelected(field.current) && setSaved(true)}
                className="font-mono"
              />
            </Field>
            <Button
              ref={copyButton}
              variant={saved ? 'secondary' : 'primary'}
              onClick={copy.run}
              className="min-w-25"
            >
              {copy.state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
              {copy.state === 'copied' ? 'Copied' : 'Copy'}
            </Button>
          </div>
          {copy.state === 'failed' && (
            <Alert tone="danger" role="alert">
              Your browser did not allow copying. The key is selected: copy it with Ctrl+C or ⌘C.
            </Alert>
          )}
          <CopyLine
            caption="As an environment variable"
            text={`${policy.variable}=${secret}`}
            onCopied={() => setSaved(true)}
          />
          <CopyLine
            caption="Try it"
            text={`curl ${window.location.origin}${base}/account -H "Authorization: Bearer ${secret}"`}
          />
          <FirstRequest keyId={key.id} />
        </div>
      </Dialog>
      {asking && (
        <Dialog
          role="alertdialog"
          size="small"
          title="Close without the key?"
          description="You have not copied this key, and its secret cannot be shown again. Without it, you would have to revoke the key and create another."
          onClose={goBack}
          footer={
            <>
              <Button onClick={goBack}>Back to the key</Button>
              <Button variant="danger" onClick={onClose}>
                Close anyway
              </Button>
            </>
          }
        />
      )}
    </>
  );
}

function isWhollySelected(field: HTMLInputElement | null): boolean {
  return field !== null && field.selectionStart === 0 && field.selectionEnd === field.value.length;
}
