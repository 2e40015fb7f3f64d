'use client';

import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { AllowlistRow } from '@/components/forms/allowlist-row';
import { Button } from '@/components/ui/button';
import { ALLOWLIST_MAX } from '@/lib/domain/allowlists/allowlist-max';
import type { AllowlistInput } from '@/lib/domain/allowlists/schema';

interface EntryErrors {
  network?: { message?: string | undefined } | undefined;
  note?: { message?: string | undefined } | undefined;
}

interface AllowlistFieldsProps {
  value: AllowlistInput;
  onChange(allowlist: AllowlistInput): void;
  /** The errors by entry. */
  errors: readonly (EntryErrors | undefined)[];
}

/** The addresses and networks that calls can come from, each with a note. */
export function AllowlistFields({ value, onChange, errors }: AllowlistFieldsProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);

  const replace = (position: number, entries: AllowlistInput) =>
    onChange(value.flatMap((entry, index) => (index === position ? entries : [entry])));

  function add() {
    flushSync(() => onChange([...value, { network: '', note: '' }]));
    group.current?.querySelector<HTMLInputElement>('li:last-of-type input')?.focus();
  }

  function remove(position: number) {
    flushSync(() => onChange(value.filter((_, index) => index !== position)));
    addButton.current?.focus();
  }

  return (
    <fieldset ref={group} className="space-y-3">
      <legend className="sr-only">Allowed addresses</legend>
      {value.length === 0 && (
        <p className="rounded-lg border border-dashed px-4 py-5 text-center text-ink-muted">
          No addresses yet. Calls can come from anywhere.
        </p>
      )}
      <ul className="space-y-2">
        {value.map((entry, index) => (
          <AllowlistRow
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no id.
            key={index}
            position={index + 1}
            entry={entry}
            error={errors[index]?.network?.message ?? errors[index]?.note?.message}
            onChange={(entries) => replace(index, entries)}
            onRemove={() => remove(index)}
          />
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button ref={addButton} size="small" disabled={value.length >= ALLOWLIST_MAX} onClick={add}>
          <Plus aria-hidden />
          Add address
        </Button>
        {value.length > 0 && (
          <p className="text-[0.8125rem] text-ink-muted">You can paste a whole list into a row.</p>
        )}
      </div>
    </fieldset>
  );
}

/** The errors of the entries, out of the errors that a form has for an allowlist. */
export function entryErrors(errors: unknown): readonly (EntryErrors | undefined)[] {
  return Array.isArray(errors) ? errors : [];
}
