import type { PreparedTransaction } from '@/lib/db/prepared';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/** The most that a key may spend, in millionths of the currency unit; null: no limit. */
export type SpendingLimits = Pick<UsableKey, 'spendPerDay' | 'spendPerMonth'>;

/** A key with its limits. */
export type SpendingKey = Pick<UsableKey, 'id'> & SpendingLimits;

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

export interface Spending {
  /** The sum of the charges, in millionths of the currency unit. */
  amount: bigint;
  /** When it was charged. `unspend` finds the day by it. */
  at: Date;
}

interface Spent {
  /** The spending of the day and of the month, this charge included. The driver reads a BIGINT as a string. */
  day: string;
  month: string;
}

const SPEND = {
  name: 'spend',
  text: `
    INSERT INTO api_key_spend AS today (api_key_id, day, amount) VALUES ($1, $2::date, $3)
    ON CONFLICT (api_key_id, day) DO UPDATE SET amount = today.amount + excluded.amount
    RETURNING amount AS day, amount + COALESCE((
      SELECT sum(other.amount) FROM api_key_spend AS other
      WHERE other.api_key_id = today.api_key_id AND other.day <> today.day
        AND other.day >= date_trunc('month', today.day)
        AND other.day < date_trunc('month', today.day) + interval '1 month'
    ), 0)::bigint AS month`,
};

/**
 * Adds charges to the spending of a key, in the transaction that has locked the key. Refuses with SPEND_LIMIT_EXCEEDED
 * if that exceeds the key's limit for the day or month (UTC). Spending is also counted without a limit, so that a limit
 * that is set later includes it.
 */
export async function spend(
  tx: PreparedTransaction,
  key: SpendingKey,
  { amount, at }: Spending,
): Promise<Result<null>> {
  const [spent] = await tx.query<Spent>(SPEND, [key.id, at.toISOString().slice(0, 10), amount]);
  if (!spent) throw new Error('The spend of a key was not booked.');
  const exceeded = exceededLimit(key, { day: BigInt(spent.day), month: BigInt(spent.month) });
  if (!exceeded) return ok(null);
  const { period, limit } = exceeded;
  return refuse(
    'SPEND_LIMIT_EXCEEDED',
    say`This request costs more than this API key may still spend this ${period} (UTC). Nothing was charged.`,
    { detail: { period, limit: toDecimal(limit, RECORDED_DECIMALS) } },
  );
}
