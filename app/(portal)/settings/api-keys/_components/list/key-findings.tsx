import { clsx } from 'clsx';
import Link from 'next/link';
import { FINDING_NAMES } from '@/app/(portal)/settings/api-keys/_components/filter/filter-names';
import { type ListParams, listHref } from '@/app/(portal)/settings/api-keys/search-params';
import { formatCount } from '@/components/format-count';
import { LinkProgress } from '@/components/link-progress';
import {
  FINDINGS,
  KEY_FINDINGS,
  type KeyFinding,
  withFinding,
  withoutFinding,
} from '@/lib/domain/api-keys/health';
import type { KeyHealth } from '@/lib/domain/key-health/count';
import type { Result } from '@/lib/errors';
import { say } from '@/lib/say';

/** Whether the list shows the keys of a finding: its filter changes nothing. */
function isShown(params: ListParams, finding: KeyFinding): boolean {
  return listHref({ ...params, ...KEY_FINDINGS[finding] }) === listHref(params);
}

interface KeyFindingsProps {
  params: ListParams;
  /** Still being counted while the list is rendered. */
  counting: Promise<Result<KeyHealth>>;
}

/** How many keys each finding is true of. A press shows them, and another shows all again. */
export async function KeyFindings({ params, counting }: KeyFindingsProps) {
  const counted = await counting;
  if (!counted.ok) return null;
  const health = counted.value;
  const first = { ...params, cursor: null };
  const shown = FINDINGS.filter((finding) => health[finding] > 0 || isShown(params, finding));
  if (shown.length === 0) return null;
  return (
    <nav aria-label={say`Key health`}>
      <ul className="flex flex-wrap gap-1.5">
        {shown.map((finding) => {
          const isCurrent = isShown(params, finding);
          return (
            <li key={finding}>
              <Link
                prefetch={false}
                href={listHref(isCurrent ? withoutFinding(first) : withFinding(first, finding))}
                scroll={false}
                aria-current={isCurrent ? 'true' : undefined}
                className={clsx(
                  'relative flex items-center gap-1.5 overflow-hidden rounded-lg border bg-surface px-2.5 py-1 text-[0.8125rem] leading-5',
                  isCurrent ? 'border-accent-text text-ink' : 'text-ink-muted hover:bg-hover hover:text-ink',
                )}
              >
                <span>{FINDING_NAMES[finding]}</span>{' '}
                <span className="font-medium text-ink tabular-nums">{formatCount(health[finding])}</span>
                <LinkProgress />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
