import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { countFinal } from '@/lib/domain/message-totals/count-final';
import { withIds } from '@/lib/domain/messages/with-ids';
import { withoutSentText } from '@/lib/domain/outbox/stored-text';
import { recordMessageEvents } from '@/lib/domain/webhook-events/record-message-events';

/** A status that does not change any more. */
export type FinalStatus = 'delivered' | 'undelivered' | 'expired' | 'canceled';

/** The columns of a message whose status changed. */
const changedColumns = {
  id: true,
  workspaceId: true,
  environment: true,
  apiKeyId: true,
  country: true,
  price: true,
  createdAt: true,
} satisfies Prisma.MessageSelect;

export type ChangedMessage = Prisma.MessageGetPayload<{ select: typeof changedColumns }>;

function idsOf(messages: readonly ChangedMessage[]): string[] {
  return messages.map(({ id }) => id);
}

interface Sent {
  at: Date;
  /** When a simulated message gets its final status; null if the carrier reports it. */
  nextStepAt: Date | null;
}

interface Finalized {
  /** The status so far. Messages with another one do not change. */
  from: 'queued' | 'sent';
  status: FinalStatus;
  at: Date;
  /** For the operator. */
  reason?: string;
}

/**
 * Marks queued messages as accepted by the carrier. Returns the messages that changed.
 *
 * A status changes only here and in `finalizeMessages`: what must happen with a change belongs here, in its transaction.
 */
export async function markSent(
  tx: Transaction,
  ids: readonly string[],
  { at, nextStepAt }: Sent,
): Promise<ChangedMessage[]> {
  const changed = await tx.message.updateManyAndReturn({
    where: { ...withIds(ids), status: 'queued' },
    data: { status: 'sent', sentAt: at, nextStepAt, lastError: null, ...withoutSentText() },
    select: changedColumns,
  });
  await recordMessageEvents(tx, 'message.sent', idsOf(changed));
  return changed;
}

/** Gives messages their final status. Returns the messages that changed. */
export async function finalizeMessages(
  tx: Transaction,
  ids: readonly string[],
  { from, status, at, reason }: Finalized,
): Promise<ChangedMessage[]> {
  const changed = await tx.message.updateManyAndReturn({
    where: { ...withIds(ids), status: from },
    data: {
      status,
      finalizedAt: at,
      nextStepAt: null,
      ...withoutSentText(),
      ...(reason !== undefined && { lastError: reason }),
    },
    select: changedColumns,
  });
  await countFinal(tx, changed, { wasSent: from === 'sent', status });
  await recordMessageEvents(tx, `message.${status}`, idsOf(changed));
  return changed;
}
