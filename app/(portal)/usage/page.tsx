import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { KeyTable } from '@/app/(portal)/usage/_components/key-table';
import { UsageFilters } from '@/app/(portal)/usage/_components/usage-filters';
import { UsageTable } from '@/app/(portal)/usage/_components/usage-table';
import {
  loadUsageParams,
  toUsageFilter,
  usageExportHref,
  usageHref,
} from '@/app/(portal)/usage/search-params';
import { toWeeks } from '@/app/(portal)/usage/to-weeks';
import { ExportLink } from '@/components/export-link';
import { formatCount } from '@/components/format-count';
import { Section } from '@/components/section';
import { buttonClass } from '@/components/ui/button';
import { MessagesChart } from '@/components/usage/messages-chart';
import { SpendChart } from '@/components/usage/spend-chart';
import { UsageChart } from '@/components/usage/usage-chart';
import { requireActor } from '@/lib/auth/actor';
import { secretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { controlOf } from '@/lib/domain/permissions';
import { countryName } from '@/lib/domain/phone-numbers/country-name';
import { listKeyUsage } from '@/lib/domain/usage/by-key';
import { readOverallUsage } from '@/lib/domain/usage/overall';
import { USAGE_PERIODS } from '@/lib/domain/usage/schema';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { currentProfile } from '@/lib/profiles/current';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Usage' };

/** Charts of longer periods have a bar for each week. */
const MAX_DAYS_OF_BARS = 90;
/** How the URL names numbers that belong to no country. */
const NO_COUNTRY = 'none';

const nameOf = (country: string | null) =>
  country === null || country === NO_COUNTRY ? 'No country' : countryName(country);

export default async function UsagePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const params = await loadUsageParams(searchParams);
  const { days, environment, keyId, operation, country } = params;
  const filter = toUsageFilter(params);
  const [overall, byKey] = await Promise.all([
    readOverallUsage(actor, filter),
    listKeyUsage(actor, { ...filter, cursor: params.cursor ?? undefined }),
  ]);
  // Only an invalid URL is refused.
  if (!overall.ok || !byKey.ok) redirect('/usage');

  const usage = overall.value;
  const { currency } = usage;
  const { keys: policy } = currentProfile();
  const withoutPage = { ...params, cursor: null };
  const unit = days > MAX_DAYS_OF_BARS ? 'week' : 'day';
  const rows = unit === 'week' ? toWeeks(usage.days) : usage.days;
  const lead = days === 1 ? 'Today (UTC)' : `Last ${days} days, by ${unit} (UTC)`;
  // Calls have no country, and messages no operation.
  const showsCalls = country === null || operation !== null;
  const showsMessages = operation === null || country !== null;
  const operations = usage.operations.map((row) => row.operation);
  const countries = usage.countries.map((row) => row.country ?? NO_COUNTRY);
  const withChosen = (values: readonly string[], chosen: string | null) =>
    chosen === null || values.includes(chosen) ? values : [chosen, ...values];
  // Play money does not count unless it is asked for.
  const paidKeys = policy.environments[environment ?? 'live'].label.toLowerCase();
  const control = controlOf(actor, 'usage/export');
  return (
    <div className="space-y-5">
      <div className="max-w-2xl space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Usage</h1>
        <p className="text-ink-muted">{say`What this workspace’s API keys did, also the revoked ones.`}</p>
      </div>
      <UsageFilters
        values={{
          days: String(days),
          environment: environment ?? '',
          key: keyId ?? '',
          operation: operation ?? '',
          country: country ?? '',
        }}
        pickedKey={keyId === null ? null : { id: keyId, label: usage.keyLabel ?? keyId }}
        periods={USAGE_PERIODS}
        environments={(['live', 'sandbox'] as const).map((value) => ({
          value,
          label: policy.environments[value].label,
        }))}
        operations={withChosen(operations, operation)}
        countries={withChosen(countries, country).map((value) => ({ value, label: nameOf(value) }))}
        format={secretFormat(policy)}
      />
      {(keyId || operation || country) && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-ink-muted">
          {keyId && <span>{say`Only the key ${usage.keyLabel ?? keyId}.`}</span>}
          {operation && <span>{`Only calls of ${operation}.`}</span>}
          {country && <span>{`Only messages to ${nameOf(country)}.`}</span>}
          <Link
            prefetch={false}
            href={usageHref({ days, environment })}
            className={buttonClass({ variant: 'link', size: 'inline' })}
          >
            Show all
          </Link>
        </p>
      )}
      {showsCalls && (
        <Section
          title="Calls"
          lead={days === 1 ? lead : `${lead} and result`}
          action={
            <ExportLink href={usageExportHref(params, 'calls')} format="CSV" what="calls" control={control} />
          }
        >
          <UsageChart days={rows} unit={unit} />
        </Section>
      )}
      {showsMessages && (
        <div className="grid items-start gap-5 xl:grid-cols-2">
          <Section
            title="Messages"
            lead={days === 1 ? lead : `${lead} of creation`}
            action={
              <ExportLink
                href={usageExportHref(params, 'messages')}
                format="CSV"
                what="messages"
                control={control}
              />
            }
          >
            <MessagesChart days={rows} unit={unit} />
          </Section>
          <Section
            title="Spend"
            lead={
              country
                ? say`${lead}. Messages of ${paidKeys} keys to ${nameOf(country)}, less refunds.`
                : say`${lead}. All charges of ${paidKeys} keys, less refunds.`
            }
          >
            <SpendChart days={rows} currency={currency} unit={unit} />
          </Section>
        </div>
      )}
      {!keyId && (
        <section aria-labelledby="by-key" className="space-y-3">
          <h2 id="by-key" className="font-semibold">{say`By key`}</h2>
          <KeyTable
            page={byKey.value}
            params={params}
            currency={currency}
            shows={{ calls: showsCalls, messages: showsMessages }}
          />
        </section>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-2">
        {showsCalls && (
          <UsageTable
            title="Calls by operation"
            subject="Operation"
            columns={['Succeeded', 'Rejected', 'Failed']}
            empty="No calls in this period."
            rows={usage.operations
              .filter((row) => operation === null || row.operation === operation)
              .map(({ operation: id, succeeded, refused, failed }) => ({
                id,
                name: id,
                href: usageHref({ ...withoutPage, operation: id }),
                cells: [succeeded, refused, failed].map(formatCount),
              }))}
          />
        )}
        {showsMessages && (
          <UsageTable
            title="Messages by country"
            subject="Country"
            columns={['Messages', 'Delivered', environment ? 'Spent' : `Spent (${paidKeys})`]}
            empty="No messages in this period."
            rows={usage.countries
              .filter((row) => country === null || (row.country ?? NO_COUNTRY) === country)
              .map(({ country: code, messages, delivered, spend }) => ({
                id: code ?? NO_COUNTRY,
                name: nameOf(code),
                href: usageHref({ ...withoutPage, country: code ?? NO_COUNTRY }),
                cells: [
                  formatCount(messages),
                  formatCount(delivered),
                  formatMoney({ amount: spend, currency }),
                ],
              }))}
          />
        )}
      </div>
    </div>
  );
}
