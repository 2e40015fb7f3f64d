import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { HeldKey } from '@/lib/domain/api-keys/hold';
import { ok, type Result, refuse } from '@/lib/errors';

interface Spent {
  /** Today and this month, this time included. */
  day: bigint;
  month: bigint;
}

/**
 * Books what a key spends, in the transaction that holds it, and refuses with SPEND_LIMIT_EXCEEDED when that is more
 * than its limits for the day or month (UTC) leave. Counted whether there is a limit or not, so that one that is set
 * later knows what was spent.
 */
export async function spend(tx: Transaction, key: HeldKey, amount: bigint): Promise<Result<null>> {
  const today = now().toISOString().slice(0, 10);
  const [spent] = await tx.$queryRaw<Spent[]>`
    INSERT INTO api_key_spend AS today (api_key_id, day, amount) VALUES (${key.id}, ${today}::date, ${amount})
    ON CONFLICT (api_key_id, day) DO UPDATE SET amount = today.amount + excluded.amount
    RETURNING amount AS day, amount + COALESCE((
      SELECT sum(earlier.amount) FROM api_key_spend AS earlier
      WHERE earlier.api_key_id = today.api_key_id
        AND earlier.day >= date_trunc('month', today.day) AND earlier.day < today.day
    ), 0)::bigint AS month`;
  if (!spent) throw new Error('The spend of a key was not booked.');
  if (key.spendPerDay !== null && spent.day > key.spendPerDay) return refuseAbove('day', key.spendPerDay);
  if (key.spendPerMonth !== null && spent.month > key.spendPerMonth) {
    return refuseAbove('month', key.spendPerMonth);
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
