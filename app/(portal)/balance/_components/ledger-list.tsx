import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { type LedgerParams, ledgerHref } from '@/app/(portal)/balance/search-params';
import { CardTable } from '@/components/card-table';
import { EmptyList } from '@/components/empty-list';
import { LocalDate } from '@/components/local-date';
import { Pager } from '@/components/pager';
import { Card } from '@/components/ui/card';
import type { ChargeKind } from '@/lib/db/generated/enums';
import type { LedgerEntryView } from '@/lib/domain/ledger/entry-view';
import type { LedgerPage } from '@/lib/domain/ledger/list';
import { formatMoney } from '@/lib/domain/wallet/money-text';

const COLUMNS = [
  { name: 'When', width: 'w-[20%]' },
  { name: 'What', width: 'w-[44%]' },
  { name: 'Amount', width: 'w-[18%] text-right' },
  { name: 'Balance', width: 'w-[18%] text-right' },
];

const CHARGED: Record<ChargeKind, string> = {
  message: 'message',
  voice_call: 'voice call',
  lookup: 'lookup',
  email_check: 'email check',
};

/** What an entry is, such as “Refund of a message”. */
function describeEntry({ kind, chargeKind, amount }: LedgerEntryView, isSandbox: boolean): string {
  const thing = chargeKind ? CHARGED[chargeKind] : 'payment';
  switch (kind) {
    case 'credit':
      return isSandbox ? 'Play money' : 'Payment';
    case 'reversal':
      return amount.amount < 0n ? 'Payment taken back' : 'Payment restored';
    case 'charge':
      return thing.charAt(0).toUpperCase() + thing.slice(1);
    case 'refund':
      return `Refund of ${/^[aeiou]/.test(thing) ? 'an' : 'a'} ${thing}`;
  }
}

function Cell({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <td
      className={clsx(
        'wrap-anywhere min-w-0 @[48rem]:px-2 @[48rem]:py-2.5 @[48rem]:align-top @[48rem]:first:pl-4 @[48rem]:last:pr-4',
        className,
      )}
    >
      {children}
    </td>
  );
}

/** The page about what an entry is for; null if it has none. */
function pageOf({ chargeKind, reference }: LedgerEntryView): string | null {
  if (reference === null) return null;
  if (chargeKind === null) return `/balance/payments/${reference}`;
  return chargeKind === 'message' ? `/messages/${reference}` : null;
}

function EntryRow({ entry, isSandbox }: { entry: LedgerEntryView; isSandbox: boolean }) {
  const isCredit = entry.amount.amount > 0n;
  const href = pageOf(entry);
  return (
    <tr className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 @[48rem]:table-row">
      <Cell className="text-ink-muted text-xs @max-[48rem]:order-3 @[48rem]:text-[0.8125rem]">
        <LocalDate date={entry.createdAt} withTime />
      </Cell>
      <Cell className="@max-[48rem]:order-1">
        <span className="block font-medium">{describeEntry(entry, isSandbox)}</span>
        {entry.reference && (
          <span className="block font-mono text-[0.6875rem] text-ink-muted">
            {href ? (
              <Link prefetch={false} href={href} className="text-accent-text underline underline-offset-4">
                {entry.reference}
              </Link>
            ) : (
              entry.reference
            )}
          </span>
        )}
      </Cell>
      <Cell
        className={clsx(
          'text-right font-medium tabular-nums @max-[48rem]:order-2',
          isCredit && 'text-success-text',
        )}
      >
        {`${isCredit ? '+' : ''}${formatMoney(entry.amount)}`}
      </Cell>
      <Cell className="text-right text-ink-muted tabular-nums @max-[48rem]:order-4">
        {formatMoney(entry.balanceAfter)}
      </Cell>
    </tr>
  );
}

interface LedgerListProps {
  page: LedgerPage;
  params: LedgerParams;
  isFiltered: boolean;
}

/** The ledger as a table, or as cards if there is little room. */
export function LedgerList({ page: { entries, nextCursor }, params, isFiltered }: LedgerListProps) {
  return (
    <div className="space-y-3">
      <Card className="@container">
        {entries.length > 0 ? (
          <CardTable caption="What changed the balance, newest first" columns={COLUMNS} from="48rem">
            {entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} isSandbox={params.environment === 'sandbox'} />
            ))}
          </CardTable>
        ) : (
          <EmptyList
            title={isFiltered ? 'No matching entries' : 'No entries yet'}
            hint={
              isFiltered
                ? 'Choose more days, or clear the filter.'
                : 'Payments, charges and refunds will appear here.'
            }
          />
        )}
      </Card>
      <Pager
        label="Pages"
        newest={params.cursor && ledgerHref({ ...params, cursor: null })}
        older={nextCursor && ledgerHref({ ...params, cursor: nextCursor })}
        className="min-h-9 justify-end"
      />
    </div>
  );
}
