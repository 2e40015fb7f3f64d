import { Trash2 } from 'lucide-react';
import { type ClipboardEvent, useId, useRef } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeButton } from '@/components/ui/native-button';
import { findMistake } from '@/lib/domain/allowlists/mistake';
import { canonicalNetwork } from '@/lib/domain/allowlists/network';
import type { AllowlistInput } from '@/lib/domain/allowlists/schema';
import { splitEntries } from '@/lib/domain/allowlists/split';

type Entry = AllowlistInput[number];

interface AllowlistRowProps {
  /** Its number in the list, from 1. */
  position: number;
  entry: Entry;
  /** Its error. */
  error: string | undefined;
  /** Replaces it with entries. */
  onChange(entries: Entry[]): void;
  onRemove(): void;
}

/** One address or network of an allowlist with its note. An error comes with suggestions that fix it. */
export function AllowlistRow({ position, entry, error, onChange, onRemove }: AllowlistRowProps) {
  const errorId = useId();
  const network = useRef<HTMLInputElement>(null);
  const described = {
    'aria-describedby': error ? errorId : undefined,
    'aria-invalid': error ? true : undefined,
  } as const;
  const fixes =
    error && canonicalNetwork(entry.network) === undefined ? findMistake(entry.network).fixes : [];

  function paste(event: ClipboardEvent<HTMLInputElement>) {
    const entries = splitEntries(event.clipboardData.getData('text'));
    if (entries.length === 0 || (entries.length === 1 && entries[0]?.note === '')) return;
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const replaces = selectionStart === 0 && selectionEnd === value.length;
    onChange(replaces ? entries : [entry, ...entries]);
  }

  function fix(networks: string[]) {
    onChange(networks.map((text) => ({ ...entry, network: text })));
    network.current?.focus();
  }

  return (
    <li className="space-y-1">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <Input
          ref={network}
          aria-label={`Address ${position}`}
          placeholder="203.0.113.0/24"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="font-mono"
          value={entry.network}
          onChange={(event) => onChange([{ ...entry, network: event.target.value }])}
          onPaste={paste}
          {...described}
        />
        <Input
          aria-label={`Note on address ${position}`}
          placeholder="Note, such as Office"
          autoComplete="off"
          className="max-sm:col-start-1"
          value={entry.note ?? ''}
          onChange={(event) => onChange([{ ...entry, note: event.target.value }])}
        />
        <NativeButton
          aria-label={`Remove address ${position}`}
          onClick={onRemove}
          className={buttonClass({
            variant: 'ghost',
            size: 'icon',
            className: 'mt-0.5 max-sm:col-start-2 max-sm:row-start-1',
          })}
        >
          <Trash2 aria-hidden />
        </NativeButton>
      </div>
      <FieldError id={errorId}>{error}</FieldError>
      {fixes.length > 0 && (
        <div className="flex flex-wrap gap-2 pb-1">
          {fixes.map((networks) => {
            const text = networks.length === 1 ? `Use ${networks[0]}` : `Split into ${networks.length} rows`;
            return (
              <Button
                key={text}
                size="tiny"
                aria-label={`${text} for address ${position}`}
                onClick={() => fix(networks)}
              >
                {text}
              </Button>
            );
          })}
        </div>
      )}
    </li>
  );
}
