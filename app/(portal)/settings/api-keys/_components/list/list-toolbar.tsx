import Link from 'next/link';
import type { ComponentProps } from 'react';
import { FilterChips } from '@/app/(portal)/settings/api-keys/_components/filter/filter-chips';
import { STATE_NAMES } from '@/app/(portal)/settings/api-keys/_components/filter/filter-names';
import { KeyFilterForm } from '@/app/(portal)/settings/api-keys/_components/filter/key-filter-form';
import { type ListParams, listHref, toFormValues } from '@/app/(portal)/settings/api-keys/search-params';
import { LinkProgress } from '@/components/link-progress';
import { FULL_ACCESS, type KeyPolicy } from '@/lib/domain/key-policy/policy';
import { secretFormat } from '@/lib/domain/key-secrets/pasted-secret';

/** The states that are one press away. */
const TABS = ['current', 'expiring', 'revoked', 'all'] as const satisfies ListParams['filter'][];

interface ListToolbarProps extends Pick<ComponentProps<typeof FilterChips>, 'params' | 'creator'> {
  policy: KeyPolicy;
}

/** Filter and search of the list. The URL keeps both. */
export function ListToolbar({ params, policy, creator }: ListToolbarProps) {
  const { live, sandbox } = policy.environments;
  const environments = { live: live.label, sandbox: sandbox.label };
  const scopes = policy.scopes.map(({ name }) => [name, name] as const);
  return (
    <div className="space-y-3">
      <nav aria-label="Filter" className="flex w-fit gap-0.5 rounded-lg border bg-hover p-0.5">
        {TABS.map((value) => (
          <Link
            prefetch={false}
            key={value}
            href={listHref({ ...params, filter: value, cursor: null })}
            scroll={false}
            aria-current={value === params.filter ? 'true' : undefined}
            className="relative overflow-hidden rounded-md px-3 py-1 font-medium text-[0.8125rem] text-ink-muted leading-5 hover:text-ink aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:shadow-low dark:aria-[current]:bg-line"
          >
            <span>{STATE_NAMES[value]}</span>
            <LinkProgress />
          </Link>
        ))}
      </nav>
      <KeyFilterForm
        values={toFormValues(params)}
        format={secretFormat(policy)}
        scopes={policy.fullAccess ? [...scopes, [FULL_ACCESS, 'Full access'] as const] : scopes}
        environments={environments}
      />
      <FilterChips params={params} tabs={TABS} environments={environments} creator={creator} />
    </div>
  );
}
