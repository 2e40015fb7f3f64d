import type { Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { addEntries } from '@/lib/domain/wallet/add-entries';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';

/** The play money of a new workspace: a million currency units. */
export const SANDBOX_ALLOWANCE = 1_000_000n * CURRENCY_UNIT;

export interface Credit {
  workspaceId: string;
  environment: Environment;
  /** In millionths of the currency unit; above zero. */
  amount: bigint;
  /** The payment that it is from. The database refuses to credit a payment twice. */
  paymentId?: string;
}

/**
 * Adds money to a workspace's balance and ledger. The caller audits it in the same transaction.
 * @throws RangeError if the amount is not above zero
 */
export async function credit(tx: Transaction, { amount, paymentId, ...ledger }: Credit): Promise<void> {
  if (amount <= 0n) throw new RangeError('A credit must be above zero.');
  await addEntries(tx, ledger, [{ kind: 'credit', amount, ...(paymentId && { paymentId }) }]);
}
