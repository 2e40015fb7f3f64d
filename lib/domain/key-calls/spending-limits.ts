import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/** The most that a key may spend, in millionths of the currency unit; null: no limit. */
export type SpendingLimits = Pick<UsableKey, 'spendPerDay' | 'spendPerMonth'>;

/** What a key spent on a day and in its month (UTC), in millionths of the currency unit. */
export interface SpendingSums {
  day: bigint;
  month: bigint;
}

/** The limit that the sums exceed, of the day first; null if they are within both limits. */
export function exceededLimit(
  { spendPerDay, spendPerMonth }: SpendingLimits,
  { day, month }: SpendingSums,
): { period: keyof SpendingSums; limit: bigint } | null {
  if (spendPerDay !== null && day > spendPerDay) return { period: 'day', limit: spendPerDay };
  if (spendPerMonth !== null && month > spendPerMonth) return { period: 'month', limit: spendPerMonth };
  return null;
}

/** Refuses with SPEND_LIMIT_EXCEEDED if what a key has spent exceeds its limit for the day or month (UTC). */
export function checkSpending(limits: SpendingLimits, spent: SpendingSums): Result<null> {
  const exceeded = exceededLimit(limits, spent);
  if (!exceeded) return ok(null);
  const { period, limit } = exceeded;
  return refuse(
    'SPEND_LIMIT_EXCEEDED',
    say`This request costs more than this API key may still spend this ${period} (UTC). Nothing was charged.`,
    { detail: { period, limit: toDecimal(limit, RECORDED_DECIMALS) } },
  );
}
