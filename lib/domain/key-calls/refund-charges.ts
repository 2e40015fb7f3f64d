import type { Transaction } from '@/lib/db/client';
import { unspend } from '@/lib/domain/key-calls/unspend';
import { totalOf } from '@/lib/domain/wallet/charge';
import { type Refund, refund } from '@/lib/domain/wallet/refund';

export interface KeyRefund extends Refund {
  apiKeyId: string;
  /** When the charges were made. */
  chargedAt: Date;
}

/**
 * Refunds what a workspace was charged for one of its keys at one moment, in the transaction that cancels what it was
 * for. The amounts no longer count for the key's spending limits.
 */
export async function refundCharges(
  tx: Transaction,
  { apiKeyId, chargedAt, ...booking }: KeyRefund,
): Promise<void> {
  await refund(tx, booking);
  await unspend(tx, { apiKeyId, at: chargedAt, amount: totalOf(booking.charges) });
}
