import type { Environment } from '@/lib/db/generated/enums';
import type { PreparedTransaction } from '@/lib/db/prepared';
import { recordWebhookEventPrepared } from '@/lib/domain/webhook-events/record-event';
import { newId } from '@/lib/ids';

export interface BalanceChange {
  workspaceId: string;
  environment: Environment;
  /** ISO 4217. */
  currency: string;
  /** In millionths of the currency unit. */
  before: bigint;
  after: bigint;
  /** The limit that the owner set; null: none. */
  lowBalance: bigint | null;
  at: Date;
}

const INSERT_NOTICE = {
  name: 'low-balance-notice',
  text: `
    INSERT INTO low_balance_notices (id, workspace_id, balance, threshold, created_at) VALUES ($1, $2, $3, $4, $5)`,
};

/**
 * Records that a debit took the balance below the limit of the workspace, in the transaction of the debit: as an event for
 * webhooks, and for the live balance also as a notice, which the worker sends by email.
 */
export function recordLowBalance(tx: PreparedTransaction, change: BalanceChange): void {
  const { workspaceId, environment, currency, before, after, lowBalance, at } = change;
  if (lowBalance === null || before < lowBalance || after >= lowBalance) return;
  const money = (amount: bigint) => ({ amount: String(amount), currency });
  recordWebhookEventPrepared(tx, {
    workspaceId,
    environment,
    type: 'balance.low',
    subject: workspaceId,
    data: { balance: money(after), threshold: money(lowBalance) },
  });
  if (environment === 'live') tx.run(INSERT_NOTICE, [newId('lbn'), workspaceId, after, lowBalance, at]);
}
