import type { PreparedTransaction } from '@/lib/db/prepared';
import type { UsableKey } from '@/lib/domain/api-keys/lock-for-use';
import { ok, type Result, refuse } from '@/lib/errors';

export interface Spending {
  amount: bigint;
  /** The moment of what is paid for: `unspend` finds the day by it. */
  at: Date;
}

interface Spent {
  /** Its day and its month, this time included; as the driver reads a BIGINT. */
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
 * Books what a key spends, in the transaction that holds it, and refuses with SPEND_LIMIT_EXCEEDED when that is more
 * than its limits for the day or month (UTC) leave. Counted whether there is a limit or not, so that one that is set
 * later knows what was spent.
 */
export async function spend(
  tx: PreparedTransaction,
  { id, spendPerDay, spendPerMonth }: Pick<UsableKey, 'id' | 'spendPerDay' | 'spendPerMonth'>,
  { amount, at }: Spending,
): Promise<Result<null>> {
  const [spent] = await tx.query<Spent>(SPEND, [id, at.toISOString().slice(0, 10), amount]);
  if (!spent) throw new Error('The spend of a key was not booked.');
  if (spendPerDay !== null && BigInt(spent.day) > spendPerDay) return refuseAbove('day', spendPerDay);
  if (spendPerMonth !== null && BigInt(spent.month) > spendPerMonth) {
    return refuseAbove('month', spendPerMonth);
  }
  return ok(null);
}

function refuseAbove(period: 'day' | 'month', limit: bigint) {
  return refuse(
    'SPEND_LIMIT_EXCEEDED',
    `This request costs more than this API key may still spend this ${period} (UTC). Nothing was sent.`,
    { detail: { period, limit: Number(limit) } },
  );
}
