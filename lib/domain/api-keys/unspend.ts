import type { Transaction } from '@/lib/db/client';

export interface Unspent {
  apiKeyId: string;
  /** When it was spent. */
  at: Date;
  amount: bigint;
}

/** Takes back what a key has spent, in the transaction that gives the money back, so that its limits forget it too. */
export async function unspend(tx: Transaction, { apiKeyId, at, amount }: Unspent): Promise<void> {
  const day = new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`);
  await tx.apiKeySpend.updateMany({ where: { apiKeyId, day }, data: { amount: { decrement: amount } } });
}
