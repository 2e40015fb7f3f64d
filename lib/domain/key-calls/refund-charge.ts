import type { Transaction } from '@/lib/db/client';
import { unspend } from '@/lib/domain/key-calls/unspend';
import { type Refund, refund } from '@/lib/domain/wallet/refund';

export interface KeyRefund extends Refund {
  apiKeyId: string;
  /** When the charge was made. */
  chargedAt: Date;
}

/**
 * Refunds what a workspace was charged for one of its keys, in the transaction that cancels what it was for. The amount
 * no longer counts for the key's spending limits.
 */
export async function refundCharge(
  tx: Transaction,
  { apiKeyId, chargedAt, ...booking }: KeyRefund,
): Promise<void> {
  await refund(tx, booking);
  await unspend(tx, { apiKeyId, at: chargedAt, amount: booking.charge.amount });
}
