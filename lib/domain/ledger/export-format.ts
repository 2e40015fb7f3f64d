import type { LedgerEntryView } from '@/lib/domain/ledger/entry-view';
import { csvFormat } from '@/lib/domain/text/csv';
import type { Money } from '@/lib/domain/wallet/money';
import { toDecimal, usualDecimals } from '@/lib/domain/wallet/money-text';

const decimal = ({ amount, currency }: Money) => toDecimal(amount, usualDecimals(currency));

export const LEDGER_CSV = csvFormat<LedgerEntryView>({
  time: ({ createdAt }) => createdAt.toISOString(),
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  amount: ({ amount }) => decimal(amount),
  balance_after: ({ balanceAfter }) => decimal(balanceAfter),
  currency: ({ amount }) => amount.currency,
  charge_kind: ({ chargeKind }) => chargeKind,
  reference: ({ reference }) => reference,
});
