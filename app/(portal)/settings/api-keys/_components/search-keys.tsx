'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import { useEffect, useRef } from 'react';
import { Input } from '@/components/ui/input';

const PAUSE_MS = 250;

interface SearchKeysProps {
  /** What else the page's address says and the search keeps. */
  filter: string | undefined;
  search: string;
}

/** Searches as one types, back from the first page on. */
export function SearchKeys({ filter, search }: SearchKeysProps) {
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // The back button changes the search, too; typing must not be overtaken by an older answer.
    if (field.current && field.current !== document.activeElement) field.current.value = search;
  }, [search]);

  function searchSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => form.current?.requestSubmit(), PAUSE_MS);
  }

  return (
    <Form
      ref={form}
      action="/settings/api-keys"
      role="search"
      replace
      scroll={false}
      className="relative w-full sm:w-64"
    >
      {filter && <input type="hidden" name="filter" value={filter} />}
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-ink-muted"
      />
      <Input
        ref={field}
        type="search"
        name="q"
        aria-label="Search keys"
        placeholder="Label or key ID"
        // Code units; a character has up to two.
        maxLength={200}
        autoComplete="off"
        defaultValue={search}
        onChange={searchSoon}
        className="pl-9"
      />
    </Form>
  );
}
