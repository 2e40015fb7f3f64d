import Link from 'next/link';
import { SearchKeys } from '@/app/(portal)/settings/api-keys/_components/search-keys';
import { FILTERS, listHref } from '@/app/(portal)/settings/api-keys/search-params';

const NAMES = { current: 'Current', revoked: 'Revoked', all: 'All' };

interface ListToolbarProps {
  filter: (typeof FILTERS)[number];
  search: string;
}

/** Which keys the list shows; the page's address keeps it. */
export function ListToolbar({ filter, search }: ListToolbarProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <nav aria-label="Filter" className="flex gap-0.5 rounded-lg border bg-hover p-0.5">
        {FILTERS.map((value) => (
          <Link
            key={value}
            href={listHref({ filter: value, q: search })}
            scroll={false}
            aria-current={value === filter ? 'true' : undefined}
            className="rounded-md px-3 py-1 font-medium text-[0.8125rem] text-ink-muted leading-5 hover:text-ink aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:shadow-low dark:aria-[current]:bg-line"
          >
            {NAMES[value]}
          </Link>
        ))}
      </nav>
      <SearchKeys filter={filter === 'current' ? undefined : filter} search={search} />
    </div>
  );
}
