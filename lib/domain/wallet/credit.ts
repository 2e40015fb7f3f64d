import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { BALANCE_COLUMN } from '@/lib/domain/wallet/balance-column';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { newId } from '@/lib/ids';

/** The play money of a new workspace: a million currency units. */
export const SANDBOX_ALLOWANCE = 1_000_000n * CURRENCY_UNIT;

export interface Credit {
  workspaceId: string;
  environment: Environment;
  /** In millionths of the currency unit; above zero. */
  amount: bigint;
}

/**
 * Adds money to a workspace's balance and ledger. The caller audits it in the same transaction.
 * @throws RangeError if the amount is not above zero
 */
export async function credit(tx: Transaction, { workspaceId, environment, amount }: Credit): Promise<void> {
  if (amount <= 0n) throw new RangeError('A credit must be above zero.');
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
