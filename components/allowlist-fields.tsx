'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useId, useRef } from 'react';
import { flushSync } from 'react-dom';
import { Button, buttonClass } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeButton } from '@/components/ui/native-button';
import { ALLOWLIST_MAX, type AllowlistInput } from '@/lib/domain/allowlists/schema';

interface EntryErrors {
  network?: { message?: string | undefined } | undefined;
  note?: { message?: string | undefined } | undefined;
}

interface AllowlistFieldsProps {
  value: AllowlistInput;
  onChange(allowlist: AllowlistInput): void;
  /** What is wrong, by entry. */
  errors: readonly (EntryErrors | undefined)[];
}

/** The addresses and networks that calls may come from, each with a note. */
export function AllowlistFields({ value, onChange, errors }: AllowlistFieldsProps) {
  const id = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);

  const change = (at: number, entry: Partial<AllowlistInput[number]>) =>
    onChange(value.map((old, index) => (index === at ? { ...old, ...entry } : old)));

  function add() {
    flushSync(() => onChange([...value, { network: '', note: '' }]));
    group.current?.querySelector<HTMLInputElement>('li:last-of-type input')?.focus();
  }

  function remove(at: number) {
    flushSync(() => onChange(value.filter((_, index) => index !== at)));
    addButton.current?.focus();
  }

  return (
    <fieldset ref={group} className="space-y-3">
      <legend className="sr-only">Allowed addresses</legend>
      {value.length === 0 && (
        <p className="rounded-lg border border-dashed px-4 py-5 text-center text-ink-muted">
          No address is listed: calls may come from anywhere.
        </p>
      )}
      <ul className="space-y-2">
        {value.map((entry, index) => {
          const wrong = errors[index]?.network?.message ?? errors[index]?.note?.message;
          const errorId = `${id}-${index}`;
          const described = {
            'aria-describedby': wrong ? errorId : undefined,
            'aria-invalid': wrong ? true : undefined,
          } as const;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no name but its place.
            <li key={index} className="space-y-1">
              <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
                <Input
                  aria-label={`Address ${index + 1}`}
                  placeholder="203.0.113.0/24"
                  autoComplete="off"
                  spellCheck={false}
                  className="font-mono"
                  value={entry.network}
                  onChange={(event) => change(index, { network: event.target.value })}
                  {...described}
                />
                <Input
                  aria-label={`Note on address ${index + 1}`}
                  placeholder="Note, such as Office"
                  autoComplete="off"
                  className="max-sm:col-start-1"
                  value={entry.note ?? ''}
                  onChange={(event) => change(index, { note: event.target.value })}
                />
                <NativeButton
                  aria-label={`Remove address ${index + 1}`}
                  onClick={() => remove(index)}
                  className={buttonClass({
                    variant: 'ghost',
                    size: 'icon',
                    className: 'mt-0.5 max-sm:col-start-2 max-sm:row-start-1',
                  })}
                >
                  <Trash2 aria-hidden />
                </NativeButton>
              </div>
              <FieldError id={errorId}>{wrong}</FieldError>
            </li>
          );
        })}
      </ul>
      <Button ref={addButton} size="small" disabled={value.length >= ALLOWLIST_MAX} onClick={add}>
        <Plus aria-hidden />
        Add address
      </Button>
    </fieldset>
  );
}

/** The errors of an allowlist's entries as a form holds them, whatever is wrong with the list itself aside. */
export function entryErrors(errors: unknown): readonly (EntryErrors | undefined)[] {
  return Array.isArray(errors) ? errors : [];
}
