import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { refundCharges } from '@/lib/domain/key-calls/refund-charges';
import { finalizeMessages } from '@/lib/domain/messages/change-status';
import { endCalls } from '@/lib/domain/voice-calls/change-status';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';

const BATCH = 500;
/** In the audit log. */
const BECAUSE = 'workspace closed';

/** What was canceled, with its price. */
type Canceled = Awaited<ReturnType<typeof endCalls>>[number];

/** Locks a closed workspace whose messages or voice calls still wait. No other worker gets it. */
async function claimWorkspace(tx: Transaction): Promise<string | undefined> {
  const [claimed] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM workspaces
    WHERE closed_at IS NOT NULL AND deleted_at IS NULL AND messages_canceled_at IS NULL
    ORDER BY closed_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`;
  return claimed?.id;
}

/** The rows that no worker has submitted yet, locked. One that is being taken at this moment is sent. */
async function findWaiting(
  tx: Transaction,
  table: 'messages' | 'voice_calls',
  workspaceId: string,
): Promise<string[]> {
  const waiting = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM ${Prisma.raw(table)}
    WHERE environment IN ('live', 'sandbox') AND status = 'queued' AND next_step_at IS NOT NULL
      AND workspace_id = ${workspaceId} AND attempts = 0
    LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
  return waiting.map(({ id }) => id);
}

/** Refunds what was canceled: together what one key did on one day, which counts for the same spending limit. */
async function refundCanceled(
  tx: Transaction,
  kind: 'message' | 'voice_call',
  canceled: readonly Canceled[],
): Promise<void> {
  const groups = Map.groupBy(
    canceled,
    ({ environment, apiKeyId, createdAt }) =>
      `${environment} ${apiKeyId} ${createdAt.toISOString().slice(0, 10)}`,
  );
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const { workspaceId, environment, apiKeyId, createdAt: chargedAt } = first;
    const charges = group.map(({ id, price }) => ({ kind, reference: id, amount: price }));
    await refundCharges(tx, { workspaceId, environment, apiKeyId, chargedAt, charges });
  }
}

const priceOf = (canceled: readonly Canceled[]) =>
  toDecimal(
    canceled.reduce((sum, { price }) => sum + price, 0n),
    RECORDED_DECIMALS,
  );

async function cancelMessages(tx: Transaction, workspaceId: string): Promise<number> {
  const ids = await findWaiting(tx, 'messages', workspaceId);
  const canceled = await finalizeMessages(tx, ids, { from: 'queued', status: 'canceled', at: now() });
  if (canceled.length === 0) return 0;
  await refundCanceled(tx, 'message', canceled);
  await recordAudit(tx, SYSTEM, {
    action: 'messages.cancel',
    workspaceId,
    targetId: workspaceId,
    detail: { messages: canceled.length, price: priceOf(canceled), because: BECAUSE },
  });
  return canceled.length;
}

/** Voice calls have no status of their own for this: they expire. */
async function cancelCalls(tx: Transaction, workspaceId: string): Promise<number> {
  const ids = await findWaiting(tx, 'voice_calls', workspaceId);
  const canceled = await endCalls(tx, ids, {
    from: ['queued'],
    status: 'expired',
    at: now(),
    reason: 'The workspace was closed.',
  });
  if (canceled.length === 0) return 0;
  await refundCanceled(tx, 'voice_call', canceled);
  await recordAudit(tx, SYSTEM, {
    action: 'voice_calls.cancel',
    workspaceId,
    targetId: workspaceId,
    detail: { calls: canceled.length, price: priceOf(canceled), because: BECAUSE },
  });
  return canceled.length;
}

/**
 * Cancels and refunds up to 500 messages, or then voice calls, that still wait in a closed workspace, and returns how many,
 * and one more for a workspace that has none left. What a carrier was already asked to send is sent.
 */
export async function cancelWaiting(): Promise<number> {
  return db().$transaction(async (tx) => {
    const workspaceId = await claimWorkspace(tx);
    if (!workspaceId) return 0;
    const canceled = (await cancelMessages(tx, workspaceId)) || (await cancelCalls(tx, workspaceId));
    if (canceled > 0) return canceled;
    await tx.workspace.update({ where: { id: workspaceId }, data: { messagesCanceledAt: now() } });
    return 1;
  });
}
