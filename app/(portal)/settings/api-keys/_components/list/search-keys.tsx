'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useId, useRef, useState, useTransition } from 'react';
import { type ListParams, listHref } from '@/app/(portal)/settings/api-keys/search-params';
import { PastedSecretNote } from '@/components/pasted-secret/pasted-secret-note';
import { type Searchable, searchable } from '@/components/pasted-secret/searchable';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { say } from '@/lib/say';

const PAUSE_MS = 250;

interface SearchKeysProps {
  filter: ListParams['filter'];
  search: string;
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** Searches while the user types. A pasted secret is not sent. */
export function SearchKeys({ filter, search, format }: SearchKeysProps) {
  const router = useRouter();
  const noteId = useId();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [kind, setKind] = useState<Searchable['kind']>('text');
  const [pending, startTransition] = useTransition();

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // The back button changes the search, too. An older response must not replace what the user types.
    if (field.current && field.current !== document.activeElement) field.current.value = search;
  }, [search]);

  function apply() {
    clearTimeout(timer.current);
    if (!field.current) return;
    const found = searchable(field.current.value, format);
    setKind(found.kind);
    if (found.kind === 'secret') return;
    if (found.kind === 'masked') field.current.value = found.text;
    startTransition(() => router.replace(listHref({ filter, q: found.text }), { scroll: false }));
  }

  function applySoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(apply, PAUSE_MS);
  }

  return (
    <search className="block w-full sm:w-64">
      <form
        // Without a script, what was typed must not get into the URL.
        method="post"
        aria-busy={pending}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          apply();
        }}
      >
        <div className="relative">
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-ink-muted [&_svg]:size-4"
          >
            {pending ? <Spinner /> : <Search />}
          </span>
          <Input
            ref={field}
            type="search"
            name="q"
            aria-label={say`Search keys`}
            aria-describedby={kind === 'text' ? undefined : noteId}
            placeholder={say`Label, key ID or last four`}
            maxLength={300}
            autoComplete="off"
            spellCheck={false}
            defaultValue={search}
            onChange={applySoon}
            className="pl-9"
          />
        </div>
        <PastedSecretNote id={noteId} kind={kind} />
      </form>
    </search>
  );
}
