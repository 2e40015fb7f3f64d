import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { BALANCE_COLUMN } from '@/lib/domain/wallet/balance-column';
import { newId } from '@/lib/ids';

export interface Refund {
  workspaceId: string;
  environment: Environment;
  /** The message that was debited; the database refuses to refund it twice. */
  messageId: string;
  amount: bigint;
}

/** Gives a message's price back, in the transaction that ends the message. */
export async function refund(tx: Transaction, { workspaceId, environment, messageId, amount }: Refund) {
  await tx.workspace.update({
    where: { id: workspaceId },
    data: { [BALANCE_COLUMN[environment]]: { increment: amount } },
    select: { id: true },
  });
  await tx.ledgerEntry.create({
    data: { id: newId('led'), workspaceId, environment, kind: 'refund', amount, messageId, createdAt: now() },
    select: { id: true },
  });
}
