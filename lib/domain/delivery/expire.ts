import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { CarrierQueue, QueuedRow } from '@/lib/domain/delivery/carrier-queue';
import { failAndRefund } from '@/lib/domain/delivery/fail-and-refund';
import { messageQueue } from '@/lib/domain/delivery/message-queue';
import { oldestWaiting } from '@/lib/domain/delivery/oldest-waiting';
import { oldestValid } from '@/lib/domain/delivery/validity';
import { voiceCallQueue } from '@/lib/domain/delivery/voice-call-queue';

const BATCH = 100;

async function expireIn<Row extends QueuedRow, Status extends string>(
  queue: CarrierQueue<Row, Status>,
): Promise<number> {
  // A row that a worker is submitting now is due later. `cancelWaiting` first cancels what no worker has taken. The index of due
  // rows begins with the environment, so both are named.
  const overdue = await db().$queryRaw<{ id: string; lastError: string | null }[]>`
    SELECT id, last_error AS "lastError" FROM ${Prisma.raw(queue.table)}
    WHERE environment IN ('live', 'sandbox') AND status = 'queued' AND next_step_at <= ${now()}
      AND created_at >= ${await oldestWaiting(queue.table)}
      AND (
        valid_until <= ${now()} OR ${queue.waitingSince} <= ${oldestValid()}
        OR workspace_id IN (SELECT id FROM workspaces WHERE closed_at IS NOT NULL AND messages_canceled_at IS NOT NULL)
      )
    LIMIT ${BATCH}`;
  let expired = 0;
  for (const { id, lastError } of overdue) {
    const reason = lastError ?? 'No carrier accepted it in time.';
    if (await failAndRefund(queue, { id, status: queue.expired, reason })) expired += 1;
  }
  return expired;
}

/**
 * Expires messages and voice calls that no carrier accepted while they were valid and their workspace was open, refunds each,
 * and returns how many.
 */
export async function expireOverdue(): Promise<number> {
  return (await expireIn(messageQueue)) + (await expireIn(voiceCallQueue));
}
