import type { PreparedTransaction } from '@/lib/db/prepared';
import { type SpendingKey, spend } from '@/lib/domain/key-calls/spend';
import { totalOf } from '@/lib/domain/wallet/charge';
import { type Debit, debit } from '@/lib/domain/wallet/debit';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Charges a workspace for what one of its keys does, in the transaction that has locked the key: all charges or none.
 * They count for the key's spending limits. Returns the balance after them.
 *
 * Refuses with SPEND_LIMIT_EXCEEDED or INSUFFICIENT_BALANCE. The transaction must then be rolled back.
 */
export async function chargeKey(
  tx: PreparedTransaction,
  key: SpendingKey,
  booking: Debit,
): Promise<Result<bigint>> {
  const [spent, debited] = await Promise.all([
    spend(tx, key, { amount: totalOf(booking.charges), at: booking.at }),
    debit(tx, booking),
  ]);
  if (!spent.ok) return spent;
  if (debited === undefined) {
    return refuse('INSUFFICIENT_BALANCE', 'The balance does not cover this request. Nothing was sent.');
  }
  return ok(debited);
}
