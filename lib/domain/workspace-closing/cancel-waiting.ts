import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { refundCharges } from '@/lib/domain/key-calls/refund-charges';
import { type ChangedMessage, finalizeMessages } from '@/lib/domain/messages/change-status';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';

const BATCH = 500;

/** Locks a closed workspace whose messages still wait. No other worker gets it. */
async function claimWorkspace(tx: Transaction): Promise<string | undefined> {
  const [claimed] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM workspaces
    WHERE closed_at IS NOT NULL AND deleted_at IS NULL AND messages_canceled_at IS NULL
    ORDER BY closed_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`;
  return claimed?.id;
}

/** The messages that no worker has submitted yet, locked. One that is being taken at this moment is sent. */
async function findWaiting(tx: Transaction, workspaceId: string): Promise<string[]> {
  const waiting = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM messages
    WHERE environment IN ('live', 'sandbox') AND status = 'queued' AND next_step_at IS NOT NULL
      AND workspace_id = ${workspaceId} AND attempts = 0
    LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
  return waiting.map(({ id }) => id);
}

/** Refunds canceled messages: together those of one key and day, which count for the same spending limit. */
async function refundCanceled(tx: Transaction, canceled: readonly ChangedMessage[]): Promise<void> {
  const groups = Map.groupBy(
    canceled,
    ({ environment, apiKeyId, createdAt }) =>
      `${environment} ${apiKeyId} ${createdAt.toISOString().slice(0, 10)}`,
  );
  for (const messages of groups.values()) {
    const [first] = messages;
    if (!first) continue;
    const { workspaceId, environment, apiKeyId, createdAt: chargedAt } = first;
    const charges = messages.map(
      ({ id, price }) => ({ kind: 'message', reference: id, amount: price }) as const,
    );
    await refundCharges(tx, { workspaceId, environment, apiKeyId, chargedAt, charges });
  }
}

/**
 * Cancels and refunds up to 500 messages that still wait in a closed workspace, and returns how many, and one more for a
 * workspace that has none left. What a carrier was already asked to send is sent.
 */
export async function cancelWaiting(): Promise<number> {
  return db().$transaction(async (tx) => {
    const workspaceId = await claimWorkspace(tx);
    if (!workspaceId) return 0;
    const ids = await findWaiting(tx, workspaceId);
    if (ids.length === 0) {
      await tx.workspace.update({ where: { id: workspaceId }, data: { messagesCanceledAt: now() } });
      return 1;
    }
    const canceled = await finalizeMessages(tx, ids, { from: 'queued', status: 'canceled', at: now() });
    await refundCanceled(tx, canceled);
    const price = canceled.reduce((sum, each) => sum + each.price, 0n);
    await recordAudit(tx, SYSTEM, {
      action: 'messages.cancel',
      workspaceId,
      targetId: workspaceId,
      detail: {
        messages: canceled.length,
        price: toDecimal(price, RECORDED_DECIMALS),
        because: 'workspace closed',
      },
    });
    return canceled.length;
  });
}
