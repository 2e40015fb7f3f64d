import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { createdWithIds } from '@/lib/db/partitions/created-with-ids';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { refundCharges } from '@/lib/domain/key-calls/refund-charges';
import { finalizeMessages } from '@/lib/domain/messages/change-status';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';

/** What to cancel: one message, or all of a batch. */
export type CancelTarget = { messageId: string } | { batchId: string };

/**
 * Cancels the messages that no worker has taken yet, refunds each, and returns how many. The lock of a message's row
 * decides between this and the worker: a worker that has taken the message submits it.
 */
export async function cancelAndRefund(
  tx: Transaction,
  actor: ApiKeyActor,
  target: CancelTarget,
): Promise<number> {
  const { workspaceId, environment } = actor;
  const isMeant =
    'messageId' in target
      ? Prisma.sql`id = ${target.messageId} ${createdWithIds([target.messageId])}`
      : Prisma.sql`batch_id = ${target.batchId}`;
  // A row that is locked is being taken by a worker, or canceled by another call.
  const waiting = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM messages
    WHERE ${isMeant} AND workspace_id = ${workspaceId} AND environment = ${environment}::"Environment"
      AND status = 'queued' AND attempts = 0
    FOR UPDATE SKIP LOCKED`;
  const ids = waiting.map(({ id }) => id);
  const canceled = await finalizeMessages(tx, ids, { from: 'queued', status: 'canceled', at: now() });
  const [first] = canceled;
  if (!first) return 0;
  // The messages of a batch have one key and one time.
  const charges = canceled.map(
    ({ id, price }) => ({ kind: 'message', reference: id, amount: price }) as const,
  );
  const { apiKeyId, createdAt: chargedAt } = first;
  await refundCharges(tx, { workspaceId, environment, charges, apiKeyId, chargedAt });
  const price = canceled.reduce((sum, each) => sum + each.price, 0n);
  await recordAudit(tx, actor, {
    action: 'messages.cancel',
    targetId: 'messageId' in target ? target.messageId : target.batchId,
    detail: { messages: canceled.length, price: toDecimal(price, RECORDED_DECIMALS) },
  });
  return canceled.length;
}
