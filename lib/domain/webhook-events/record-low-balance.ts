import type { Environment } from '@/lib/db/generated/enums';
import type { PreparedTransaction } from '@/lib/db/prepared';
import { recordWebhookEventPrepared } from '@/lib/domain/webhook-events/record-event';

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
}

/** Records that a debit took the balance below the limit of the workspace, in the transaction of the debit. */
export function recordLowBalance(tx: PreparedTransaction, change: BalanceChange): void {
  const { workspaceId, environment, currency, before, after, lowBalance } = change;
  if (lowBalance === null || before < lowBalance || after >= lowBalance) return;
  const money = (amount: bigint) => ({ amount: String(amount), currency });
  recordWebhookEventPrepared(tx, {
    workspaceId,
    environment,
    type: 'balance.low',
    subject: workspaceId,
    data: { balance: money(after), threshold: money(lowBalance) },
  });
}
