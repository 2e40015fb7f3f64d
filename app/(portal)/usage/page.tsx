import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { UsageFilters } from '@/app/(portal)/usage/_components/usage-filters';
import { UsageTable } from '@/app/(portal)/usage/_components/usage-table';
import { loadUsageParams, usageHref } from '@/app/(portal)/usage/search-params';
import { Section } from '@/components/section';
import { buttonClass } from '@/components/ui/button';
import { UsageChart } from '@/components/usage/usage-chart';
import { requireActor } from '@/lib/auth/actor';
import { readOverallUsage } from '@/lib/domain/usage/overall';
import { USAGE_PERIODS } from '@/lib/domain/usage/schema';
import { currentProfile } from '@/lib/profiles/current';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Usage' };

export default async function UsagePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const params = await loadUsageParams(searchParams);
  const { days, environment, keyId, operation } = params;
  const usage = await readOverallUsage(actor, {
    days,
    environment: environment ?? undefined,
    keyId: keyId ?? undefined,
    operation: operation ?? undefined,
  });
  // Only an invalid URL is refused.
  if (!usage.ok) redirect('/usage');
  const { keys, operations } = usage.value;
  const { environments } = currentProfile().keys;
  return (
    <div className="space-y-5">
      <div className="space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Usage</h1>
        <p className="text-ink-muted">{say`The calls of this workspace’s API keys, also of revoked ones.`}</p>
      </div>
      <UsageFilters
        values={{
          days: String(days),
          environment: environment ?? '',
          key: keyId ?? '',
          operation: operation ?? '',
        }}
        periods={USAGE_PERIODS}
        environments={(['live', 'sandbox'] as const).map((value) => ({
          value,
          label: environments[value].label,
        }))}
      />
      {(keyId || operation) && (
        <p className="flex flex-wrap items-center gap-x-3 text-[0.8125rem] text-ink-muted">
          {keyId && <span>{say`Calls of the key ${keys[0]?.label ?? keyId} only.`}</span>}
          {operation && <span>{`Calls of ${operation} only.`}</span>}
          <Link
            prefetch={false}
            href={usageHref({ days, environment })}
            className={buttonClass({ variant: 'link', size: 'inline' })}
          >
            Show all
          </Link>
        </p>
      )}
      <Section title="Calls" lead={`Last ${days} days, by day (UTC) and result`}>
        <UsageChart days={usage.value.days} />
      </Section>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <UsageTable
          title={say`Calls by key`}
          subject={say`Key`}
          rows={keys.map(({ id, label, ...calls }) => ({
            ...calls,
            id,
            name: label,
            href: usageHref({ ...params, keyId: id }),
          }))}
        />
        <UsageTable
          title="Calls by operation"
          subject="Operation"
          rows={operations.map(({ operation: id, ...calls }) => ({
            ...calls,
            id,
            name: id,
            href: usageHref({ ...params, operation: id }),
          }))}
        />
      </div>
    </div>
  );
}
