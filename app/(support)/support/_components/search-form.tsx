'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { startSearchAction } from '@/app/(support)/support/actions';
import { searchHref } from '@/app/(support)/support/search-params';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useServerAction } from '@/components/use-server-action';
import { say } from '@/lib/say';

/** Searches customers. What is typed goes through an action first, so that a pasted key never gets into a URL. */
export function SearchForm({ text }: { text: string }) {
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const [error, setError] = useState('');
  const { pending, call } = useServerAction(startSearchAction, ({ message, fields = {} }) => {
    setError(Object.values(fields)[0] ?? message);
    field.current?.focus();
  });
  const shown = useRef(text);

  /** Shows the text that was searched for, unless the user typed something else since. */
  function show(searched: string) {
    const input = field.current;
    if (input?.value === shown.current) input.value = searched;
    shown.current = searched;
  }
  const showSearch = useEffectEvent(show);
  // A pasted key becomes its id, and the back button changes the search, too.
  useEffect(() => showSearch(text), [text]);

  function search(event: FormEvent) {
    event.preventDefault();
    setError('');
    shown.current = field.current?.value ?? '';
    call({ text: shown.current }, ({ text: searched, pasted }) => {
      show(searched);
      router.push(searchHref({ q: searched, pasted }));
    });
  }

  return (
    <search className="block max-w-2xl">
      <form method="post" noValidate onSubmit={search}>
        <Field
          label="Search customers"
          error={error}
          hint={say`Workspace, member’s email, key ID, request ID of a rejected call, last four characters of a key, or a whole key. We match a whole key without storing it.`}
        >
          <span className="flex gap-2">
            <Input
              ref={field}
              type="search"
              name="text"
              // In code units. A character has up to two.
              maxLength={600}
              autoComplete="off"
              spellCheck={false}
              defaultValue={text}
            />
            <Button type="submit" variant="primary" pending={pending}>
              Search
            </Button>
          </span>
        </Field>
      </form>
    </search>
  );
}
