'use client';

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { PastedSecretNote } from '@/components/pasted-secret/pasted-secret-note';
import { type Searchable, searchable } from '@/components/pasted-secret/searchable';
import { Input } from '@/components/ui/input';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { say } from '@/lib/say';

/** A key as the picker shows it. */
export interface PickedKey {
  id: string;
  label: string;
}

interface FoundKey extends PickedKey {
  maskedSecret: string;
}

/** The keys that a search found; null if they could not be loaded. */
interface Found {
  search: string;
  keys: FoundKey[] | null;
}

const PAUSE_MS = 200;

interface KeyPickerProps {
  /** The name of the field that gets the id of the key. */
  name: string;
  /** The key in the URL, if any. */
  picked: PickedKey | null;
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** The keys whose label matches; null if they could not be loaded. */
async function findKeys(search: string, signal: AbortSignal): Promise<FoundKey[] | null> {
  const query = new URLSearchParams({ search });
  try {
    const answer = await fetch(`/settings/api-keys/matching?${query}`, { cache: 'no-store', signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/**
 * Picks a key by its label, in a filter. Choosing one applies the filter, and emptying the field removes it. A pasted secret
 * is not sent.
 */
export function KeyPicker({ name, picked, format }: KeyPickerProps) {
  const listId = useId();
  const noteId = useId();
  const hidden = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(picked?.id);
  const [text, setText] = useState(picked?.label ?? '');
  const [kind, setKind] = useState<Searchable['kind']>('text');
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<Found>();
  const [active, setActive] = useState(-1);

  // Links and the back button change the filter, too.
  if (picked?.id !== shown) {
    setShown(picked?.id);
    setText(picked?.label ?? '');
  }

  useEffect(() => {
    if (!isOpen) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const keys = await findKeys(search, stop.signal);
      if (stop.signal.aborted) return;
      setFound({ search, keys });
      setActive(-1);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [isOpen, search]);

  function open(searched: string) {
    setSearch(searched);
    setActive(-1);
    setOpen(true);
  }

  function show(key: PickedKey | null) {
    setOpen(false);
    setFound(undefined);
    setKind('text');
    setText(key?.label ?? '');
  }

  function type(typed: string) {
    const search = searchable(typed, format);
    setKind(search.kind);
    setText(search.kind === 'masked' ? search.text : typed);
    if (search.kind === 'secret') setOpen(false);
    else open(search.text);
  }

  function choose(key: PickedKey | null) {
    show(key);
    if (!hidden.current) return;
    hidden.current.value = key?.id ?? '';
    hidden.current.form?.requestSubmit();
  }

  function onKeyDown(event: KeyboardEvent) {
    const keys = found?.keys ?? [];
    const last = keys.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) open('');
      else setActive(event.key === 'ArrowDown' ? Math.min(active + 1, last) : Math.max(active - 1, 0));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // The first key of an older search is not what was typed.
      const key = found?.search === search ? keys[Math.max(active, 0)] : keys[active];
      if (text.trim() === '') choose(null);
      else if (isOpen && key) choose(key);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      show(picked);
    }
  }

  return (
    <div className="relative">
      <input type="hidden" ref={hidden} name={name} defaultValue={picked?.id ?? ''} />
      <Input
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
        aria-describedby={kind === 'text' ? undefined : noteId}
        autoComplete="off"
        placeholder={say`Any key`}
        value={text}
        onFocus={({ target }) => target.select()}
        onClick={() => open('')}
        onChange={(event) => {
          // What is typed is no filter until a key is chosen.
          event.stopPropagation();
          type(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (text.trim() === '' && picked) choose(null);
          else show(picked);
        }}
      />
      {isOpen && (
        <div
          id={listId}
          role="listbox"
          aria-label={say`Keys`}
          className="absolute inset-x-0 top-full z-40 mt-1 max-h-64 min-w-56 overflow-y-auto rounded-lg border bg-raised p-1 shadow-high"
        >
          {found?.keys?.map((key, index) => (
            <div
              key={key.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              // The field keeps the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(key)}
              onKeyDown={onKeyDown}
              className="cursor-pointer rounded-md px-2.5 py-1.5 hover:bg-hover aria-selected:bg-hover"
            >
              <span className="block truncate">{key.label}</span>
              <span className="block truncate font-mono text-ink-muted text-xs">{key.maskedSecret}</span>
            </div>
          ))}
          {found?.keys?.length === 0 && (
            <div
              role="option"
              aria-selected={false}
              aria-disabled
              tabIndex={-1}
              className="px-2.5 py-1.5 text-ink-muted"
            >
              {say`No matching key.`}
            </div>
          )}
          {found?.keys === null && (
            <div
              role="option"
              aria-selected={false}
              aria-disabled
              tabIndex={-1}
              className="px-2.5 py-1.5 text-ink-muted"
            >
              {say`The keys could not be loaded.`}
            </div>
          )}
        </div>
      )}
      <PastedSecretNote id={noteId} kind={kind} />
    </div>
  );
}
