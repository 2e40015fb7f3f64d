import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { AddMoney } from '@/app/(portal)/balance/_components/add-money';
import { BalanceCards } from '@/app/(portal)/balance/_components/balance-cards';
import { HowToAddMoney } from '@/app/(portal)/balance/_components/how-to-add-money';
import { LedgerFilters } from '@/app/(portal)/balance/_components/ledger-filters';
import { LedgerList } from '@/app/(portal)/balance/_components/ledger-list';
import { LowBalanceSection } from '@/app/(portal)/balance/_components/low-balance-section';
import {
  ledgerExportHref,
  ledgerHref,
  loadLedgerParams,
  toLedgerFilter,
} from '@/app/(portal)/balance/search-params';
import { ExportLink } from '@/components/export-link';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { requireActor } from '@/lib/auth/actor';
import { readBalances } from '@/lib/domain/balance/summary';
import { listLedger } from '@/lib/domain/ledger/list';
import { takesPayments } from '@/lib/domain/payments/stripe';
import { controlOf } from '@/lib/domain/permissions';
import { formatDecimal } from '@/lib/domain/wallet/money-text';
import { readSecuritySettings } from '@/lib/domain/workspaces/security-settings';
import { currentProfile } from '@/lib/profiles/current';
import { currentBrand } from '@/lib/profiles/current-brand';

export const metadata: Metadata = { title: 'Balance' };

export default async function BalancePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const params = await loadLedgerParams(searchParams);
  const [balances, settings, listed] = await Promise.all([
    readBalances(actor),
    readSecuritySettings(actor),
    listLedger(actor, { ...toLedgerFilter(params), cursor: params.cursor ?? undefined }),
  ]);
  if (!balances.ok) return <Alert tone="danger">{balances.refusal.message}</Alert>;
  if (!settings.ok) return <Alert tone="danger">{settings.refusal.message}</Alert>;
  // Only an invalid URL is refused.
  if (!listed.ok) redirect(ledgerHref({}));

  const { keys, webhooks } = currentProfile();
  const { environments } = keys;
  const { lowBalance, contactEmail, currency } = settings.value;
  const canPay = takesPayments();
  const addMoney = controlOf(actor, 'payments/start');
  const { environment, kind, from, to } = params;
  const isFiltered = kind !== null || from !== null || to !== null;
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="max-w-2xl space-y-1">
          <h1 className="font-semibold text-xl leading-8 tracking-tight">Balance</h1>
          <p className="text-ink-muted">What the workspace can spend, and what changed it.</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Link prefetch={false} href="/balance/prices" className={buttonClass({ size: 'small' })}>
            Prices by country
          </Link>
          {canPay && addMoney.shown && (
            <AddMoney currency={currency} disabledReason={addMoney.disabledReason} />
          )}
        </div>
      </div>
      <BalanceCards balances={balances.value} environments={environments} />
      {!canPay && <HowToAddMoney support={currentBrand().support} />}
      {canPay && !addMoney.shown && (
        <p className="text-[0.8125rem] text-ink-muted">
          To add money, ask an owner or admin of the workspace.
        </p>
      )}
      <LowBalanceSection
        limit={
          lowBalance === null ? null : { decimal: lowBalance, text: formatDecimal(lowBalance, currency) }
        }
        currency={currency}
        contactEmail={contactEmail}
        canSubscribe={webhooks.events.some(({ type }) => type === 'balance.low')}
        control={controlOf(actor, 'workspaces/set-low-balance')}
      />
      <section aria-labelledby="ledger" className="space-y-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="ledger" className="font-semibold">
            Ledger
          </h2>
          <ExportLink
            href={ledgerExportHref(params)}
            format="CSV"
            control={controlOf(actor, 'ledger/export')}
          />
        </div>
        <LedgerFilters
          values={{ environment, kind: kind ?? '', from: from ?? '', to: to ?? '' }}
          environments={environments}
        />
        {isFiltered && (
          <p className="text-[0.8125rem] text-ink-muted">
            <Link
              prefetch={false}
              href={ledgerHref({ environment })}
              scroll={false}
              className={buttonClass({ variant: 'link', size: 'inline' })}
            >
              Clear the filter
            </Link>
          </p>
        )}
        <LedgerList page={listed.value} params={params} isFiltered={isFiltered} />
      </section>
    </div>
  );
}
