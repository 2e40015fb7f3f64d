import Link from 'next/link';
import { SearchKeys } from '@/app/(portal)/settings/api-keys/_components/list/search-keys';
import { type ListParams, listHref } from '@/app/(portal)/settings/api-keys/search-params';
import { LinkProgress } from '@/components/link-progress';
import { KEY_FILTERS } from '@/lib/domain/api-keys/filters';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';

const NAMES = { current: 'Current', expiring: 'Expiring', revoked: 'Revoked', all: 'All' };

interface ListToolbarProps extends Pick<ListParams, 'filter' | 'q'> {
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** Filter and search of the list. The URL keeps both. */
export function ListToolbar({ filter, q, format }: ListToolbarProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-3">
      <nav aria-label="Filter" className="flex gap-0.5 rounded-lg border bg-hover p-0.5">
        {KEY_FILTERS.map((value) => (
          <Link
            prefetch={false}
            key={value}
            href={listHref({ filter: value, q })}
            scroll={false}
            aria-current={value === filter ? 'true' : undefined}
            className="relative overflow-hidden rounded-md px-3 py-1 font-medium text-[0.8125rem] text-ink-muted leading-5 hover:text-ink aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:shadow-low dark:aria-[current]:bg-line"
          >
            <span>{NAMES[value]}</span>
            <LinkProgress />
          </Link>
        ))}
      </nav>
      <SearchKeys filter={filter} search={q} format={format} />
    </div>
  );
}
