import type { Transaction } from '@/lib/db/client';

export interface Unspent {
  apiKeyId: string;
  /** When it was charged. */
  at: Date;
  /** In millionths of the currency unit. */
  amount: bigint;
}

/**
 * Subtracts a refund from the spending of a key, in the transaction of the refund. Its limits no longer count the
 * amount.
 */
export async function unspend(tx: Transaction, { apiKeyId, at, amount }: Unspent): Promise<void> {
  const day = new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`);
  await tx.apiKeySpend.updateMany({ where: { apiKeyId, day }, data: { amount: { decrement: amount } } });
}
