import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { BALANCE_COLUMN } from '@/lib/domain/wallet/balance-column';
import { newId } from '@/lib/ids';

export interface Debit {
  workspaceId: string;
  environment: Environment;
  /** What each message costs; the messages are stored already. */
  charges: readonly { messageId: string; amount: bigint }[];
}

/**
 * Takes the charges out of a workspace's balance and books each in its ledger.
 * Returns false, having taken nothing, when the balance does not cover them all.
 */
export async function debit(tx: Transaction, { workspaceId, environment, charges }: Debit): Promise<boolean> {
  const balance = BALANCE_COLUMN[environment];
  const total = charges.reduce((sum, { amount }) => sum + amount, 0n);
  const { count } = await tx.workspace.updateMany({
    where: { id: workspaceId, [balance]: { gte: total } },
    data: { [balance]: { decrement: total } },
  });
  if (count === 0) return false;
  const createdAt = now();
  await tx.ledgerEntry.createMany({
    data: charges.map(({ messageId, amount }) => ({
      id: newId('led'),
      workspaceId,
      environment,
      kind: 'message' as const,
      amount: -amount,
      messageId,
      createdAt,
    })),
  });
  return true;
}
