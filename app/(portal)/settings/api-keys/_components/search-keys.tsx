'use client';

import { Search } from 'lucide-react';
import { debounce, useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { listParams } from '@/app/(portal)/settings/api-keys/search-params';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';

const { q, cursor } = listParams;

/** Searches as one types, back from the first page on. */
export function SearchKeys() {
  const [pending, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(
    { q, cursor },
    { shallow: false, startTransition, limitUrlUpdates: debounce(250) },
  );
  return (
    <search className="relative w-full sm:w-64">
      <span className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-ink-muted [&_svg]:size-4">
        {pending ? <Spinner /> : <Search aria-hidden />}
      </span>
      <Input
        type="search"
        aria-label="Search keys"
        placeholder="Label or key ID"
        maxLength={100}
        className="pl-9"
        value={search.q}
        onChange={(event) => setSearch({ q: event.target.value || null, cursor: null })}
      />
    </search>
  );
}
