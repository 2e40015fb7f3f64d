import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { BALANCE_COLUMN } from '@/lib/domain/wallet/balance-column';
import { newId } from '@/lib/ids';

/** What a new workspace has to play with in its sandbox: a million, in currencies of a hundred parts. */
export const SANDBOX_ALLOWANCE = 100_000_000n;

export interface Credit {
  workspaceId: string;
  environment: Environment;
  /** Above zero. */
  amount: bigint;
}

/** Books money into a workspace's balance and ledger, in the transaction of whoever gives and audits it. */
export async function credit(tx: Transaction, { workspaceId, environment, amount }: Credit): Promise<void> {
  if (amount <= 0n) throw new RangeError('A credit is above zero.');
  await tx.workspace.update({
    where: { id: workspaceId },
    data: { [BALANCE_COLUMN[environment]]: { increment: amount } },
    select: { id: true },
  });
  await tx.ledgerEntry.create({
    data: { id: newId('led'), workspaceId, environment, kind: 'credit', amount, createdAt: now() },
    select: { id: true },
  });
}
