import type { Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { PreparedTransaction } from '@/lib/db/prepared';
import {
  type NewEvent,
  recordWebhookEvent,
  recordWebhookEventPrepared,
} from '@/lib/domain/webhook-events/record-event';
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

/** The event that the balance fell below the limit; undefined if it did not. */
function eventOf({ before, after, lowBalance, ...change }: BalanceChange): NewEvent | undefined {
  if (lowBalance === null || before < lowBalance || after >= lowBalance) return undefined;
  const { workspaceId, environment, currency } = change;
  const money = (amount: bigint) => ({ amount: String(amount), currency });
  return {
    workspaceId,
    environment,
    type: 'balance.low',
    subject: workspaceId,
    data: { balance: money(after), threshold: money(lowBalance) },
  };
}

const INSERT_NOTICE = {
  name: 'low-balance-notice',
  text: `
    INSERT INTO low_balance_notices (id, workspace_id, balance, threshold, created_at)
    VALUES ($1, $2, $3, $4, $5::timestamptz)`,
};

function noticeOf({ workspaceId, after, lowBalance, at }: BalanceChange): unknown[] {
  return [newId('lbn'), workspaceId, after, lowBalance, at];
}

/**
 * Records that a debit took the balance below the limit of the workspace, in the transaction of the debit: as an event for
 * webhooks, and for the live balance also as a notice, which the worker sends by email.
 */
export function recordLowBalancePrepared(tx: PreparedTransaction, change: BalanceChange): void {
  const event = eventOf(change);
  if (!event) return;
  recordWebhookEventPrepared(tx, event);
  if (change.environment === 'live') tx.run(INSERT_NOTICE, noticeOf(change));
}

/** Does the same in a transaction that uses Prisma. */
export async function recordLowBalance(tx: Transaction, change: BalanceChange): Promise<void> {
  const event = eventOf(change);
  if (!event) return;
  await recordWebhookEvent(tx, event);
  if (change.environment === 'live') await tx.$executeRawUnsafe(INSERT_NOTICE.text, ...noticeOf(change));
}
