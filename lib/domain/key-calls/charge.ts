import type { PreparedTransaction } from '@/lib/db/prepared';
import { recordLowBalancePrepared } from '@/lib/domain/balance-notices/record-low-balance';
import { type Debit, type Debited, debitForKey, readLockedBalance } from '@/lib/domain/key-calls/debit';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { checkSpending, type SpendingLimits } from '@/lib/domain/key-calls/spending-limits';
import { totalOf } from '@/lib/domain/wallet/charge';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { ok, type Result, refuse } from '@/lib/errors';

export interface KeyCharge extends Debit {
  /** How large the request is, such as its number of segments. A refusal for lack of money tells it. */
  sizes: Readonly<Record<string, number>>;
}

/** A key with its limits, and those of its workspace. */
export type ChargedKey = SpendingLimits & Pick<UsableKey, 'id' | 'currency' | 'lowBalance'>;

/**
 * Charges a workspace for what one of its keys does, in the transaction that has locked the key: all charges or none.
 * They count for the key's spending limits.
 *
 * Refuses with SPEND_LIMIT_EXCEEDED or INSUFFICIENT_BALANCE. The transaction must then be rolled back.
 */
export async function chargeKey(
  tx: PreparedTransaction,
  key: ChargedKey,
  booking: KeyCharge,
): Promise<Result<Debited>> {
  const { spent, debited } = await debitForKey(tx, key.id, booking);
  const checked = checkSpending(key, spent);
  if (!checked.ok) return checked;
  if (debited === undefined) {
    const { amount, currency } = await readLockedBalance(tx, booking);
    return refuse('INSUFFICIENT_BALANCE', 'The balance does not cover this request. Nothing was charged.', {
      detail: {
        balance: toDecimal(amount, RECORDED_DECIMALS),
        price: toDecimal(totalOf(booking.charges), RECORDED_DECIMALS),
        currency,
        ...booking.sizes,
      },
    });
  }
  const { workspaceId, environment, charges, at } = booking;
  const { currency, lowBalance } = key;
  const after = debited.balance;
  const before = after + totalOf(charges);
  recordLowBalancePrepared(tx, { workspaceId, environment, currency, lowBalance, before, after, at });
  return ok(debited);
}
