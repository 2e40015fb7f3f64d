import { X } from 'lucide-react';
import Link from 'next/link';
import {
  EXPIRY_NAMES,
  HEALTH_NAMES,
  LIMIT_NAMES,
  STATE_NAMES,
  USE_NAMES,
} from '@/app/(portal)/settings/api-keys/_components/filter/filter-names';
import { type ListParams, listHref } from '@/app/(portal)/settings/api-keys/search-params';
import { LinkProgress } from '@/components/link-progress';
import { buttonClass } from '@/components/ui/button';

interface FilterChipsProps {
  params: ListParams;
  /** The states that the tabs of the list show. */
  tabs: readonly ListParams['filter'][];
  /** What the provider calls the environments. */
  environments: Record<'live' | 'sandbox', string>;
  /** The name of the member in the filter. */
  creator: string | null;
}

/** What limits the list, besides its tab and search: each with a link that removes it. */
export function FilterChips({ params, tabs, environments, creator }: FilterChipsProps) {
  const { filter, environment, scope, expires, used, limits, health, tag, owner } = params;
  const set: [name: string, value: string | null | false, without: Partial<ListParams>][] = [
    ['Status', !tabs.includes(filter) && STATE_NAMES[filter], { filter: 'current' }],
    ['Environment', environment && environments[environment], { environment: null }],
    ['Scope', scope, { scope: null }],
    ['Expires', expires && EXPIRY_NAMES[expires].toLowerCase(), { expires: null }],
    ['Last used', used && USE_NAMES[used].toLowerCase(), { used: null }],
    ['Limits', limits && LIMIT_NAMES[limits].toLowerCase(), { limits: null }],
    ['Health', health && HEALTH_NAMES[health].toLowerCase(), { health: null }],
    ['Created by', params.creator && (creator ?? params.creator), { creator: null }],
    ['Owner', owner, { owner: null }],
    ['Tag', tag, { tag: null }],
  ];
  const chips = set.flatMap(([name, value, without]) =>
    value ? [{ text: `${name}: ${value}`, href: listHref({ ...params, ...without, cursor: null }) }] : [],
  );
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ text, href }) => (
        <li key={text} className="min-w-0">
          <Link
            prefetch={false}
            href={href}
            scroll={false}
            aria-label={`Remove the filter ${text}`}
            className="relative flex max-w-full items-center gap-1 overflow-hidden rounded-full border bg-surface py-1 pr-2 pl-2.5 text-[0.8125rem] leading-5 hover:bg-hover"
          >
            <span className="truncate">{text}</span>
            <X aria-hidden className="size-3.5 shrink-0 text-ink-muted" />
            <LinkProgress />
          </Link>
        </li>
      ))}
      <li>
        <Link
          prefetch={false}
          href={listHref({ filter: tabs.includes(filter) ? filter : 'current', sort: params.sort })}
          scroll={false}
          className={buttonClass({ variant: 'link', size: 'inline', className: 'relative px-1' })}
        >
          <span>Clear the filters</span>
          <LinkProgress />
        </Link>
      </li>
    </ul>
  );
}
