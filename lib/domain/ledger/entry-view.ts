import type { Prisma } from '@/lib/db/generated/client';
import type { ChargeKind, LedgerKind } from '@/lib/db/generated/enums';
import { numbersOfDays } from '@/lib/domain/ledger/numbers-of-days';
import type { LedgerFilter } from '@/lib/domain/ledger/schema';
import { betweenDays } from '@/lib/domain/text/day';
import type { Money } from '@/lib/domain/wallet/money';

/** One movement of money in the ledger of a workspace and environment. */
export interface LedgerEntryView {
  /** `led_…`. */
  id: string;
  kind: LedgerKind;
  /** Positive adds money, negative takes it. */
  amount: Money;
  balanceAfter: Money;
  /** What a charge or refund is for. Null for other entries. */
  chargeKind: ChargeKind | null;
  /** The id of what is charged or refunded, or of the payment. Null for a credit that the operator booked. */
  reference: string | null;
  createdAt: Date;
}

/** The columns that `toEntryView` reads, and the number that the list is ordered by. */
export const entryColumns = {
  id: true,
  number: true,
  kind: true,
  amount: true,
  balanceAfter: true,
  chargeKind: true,
  reference: true,
  paymentId: true,
  createdAt: true,
  workspace: { select: { currency: true } },
} satisfies Prisma.LedgerEntrySelect;

export type LedgerRow = Prisma.LedgerEntryGetPayload<{ select: typeof entryColumns }>;

export function toEntryView({
  number: _,
  workspace: { currency },
  amount,
  balanceAfter,
  reference,
  paymentId,
  ...entry
}: LedgerRow): LedgerEntryView {
  return {
    ...entry,
    reference: reference ?? paymentId,
    amount: { amount, currency },
    balanceAfter: { amount: balanceAfter, currency },
  };
}

/** The condition for the entries of a workspace that match a filter. */
export async function ledgerWhere(
  workspaceId: string,
  { environment, kind, ...days }: LedgerFilter,
): Promise<Prisma.LedgerEntryWhereInput> {
  const createdAt = betweenDays(days);
  const own = { workspaceId, environment };
  const ofKind = { ...own, ...(kind && { kind }) };
  if (!createdAt) return ofKind;
  return { ...ofKind, createdAt, AND: [await numbersOfDays(own, createdAt)] };
}
