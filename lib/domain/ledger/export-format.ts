import { stringify } from 'csv-stringify/sync';
import type { LedgerEntryView } from '@/lib/domain/ledger/entry-view';
import { toDecimal, usualDecimals } from '@/lib/domain/wallet/money-text';

const COLUMNS = {
  time: ({ createdAt }: LedgerEntryView) => createdAt.toISOString(),
  id: ({ id }: LedgerEntryView) => id,
  kind: ({ kind }: LedgerEntryView) => kind,
  amount: ({ amount: { amount, currency } }: LedgerEntryView) => toDecimal(amount, usualDecimals(currency)),
  balance_after: ({ balanceAfter: { amount, currency } }: LedgerEntryView) =>
    toDecimal(amount, usualDecimals(currency)),
  currency: ({ amount }: LedgerEntryView) => amount.currency,
  charge_kind: ({ chargeKind }: LedgerEntryView) => chargeKind,
  reference: ({ reference }: LedgerEntryView) => reference,
};

/** Without a byte order mark, spreadsheets do not read the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

const write = (rows: Array<Array<string | null>>) => stringify(rows, { record_delimiter: 'windows' });

/** The first line of the file. */
export function csvHeader(): string {
  return BYTE_ORDER_MARK + write([Object.keys(COLUMNS)]);
}

/**
 * The lines of entries, as CSV by RFC 4180. No cell contains text that a person wrote, so none is escaped for
 * spreadsheets, and negative amounts stay numbers.
 */
export function toCsv(entries: readonly LedgerEntryView[]): string {
  return write(entries.map((entry) => Object.values(COLUMNS).map((column) => column(entry))));
}
