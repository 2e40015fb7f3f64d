import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { MessageStatus } from '@/lib/db/generated/enums';
import type { BATCH_STATUSES } from '@/lib/domain/batches/schema';
import type { Money } from '@/lib/domain/wallet/money';

/** How many of a batch's recipients are returned with it. */
export const SHOWN_RECIPIENTS = 100;

export type BatchStatus = (typeof BATCH_STATUSES)[number];

/** Messages that were sent together, as their sender sees them. */
export interface BatchView {
  id: string;
  /** Counted from 1 in the workspace. */
  number: number;
  status: BatchStatus;
  /** As it was sent, with the names of its variables. Null if texts are not stored. */
  text: string | null;
  from: string | null;
  /** The first hundred numbers, in E.164, as they were given. */
  to: readonly string[];
  /** How many messages it has. */
  recipients: number;
  /** How many recipients were left out because they cannot get the message. */
  skipped: number;
  segments: number;
  price: Money;
  createdAt: Date;
  /** When the first message is to be sent; null: at once. */
  scheduledAt: Date | null;
  /** How many are sent a minute; null: all at the same time. */
  perMinute: number | null;
  callbackUrl: string | null;
  /** How many messages have each status. */
  statuses: Record<MessageStatus, number>;
}

export const batchColumns = {
  id: true,
  number: true,
  text: true,
  sender: true,
  firstRecipients: true,
  recipients: true,
  skipped: true,
  segments: true,
  price: true,
  createdAt: true,
  scheduledAt: true,
  perMinute: true,
  callbackUrl: true,
  workspace: { select: { currency: true } },
} satisfies Prisma.MessageBatchSelect;

type BatchRow = Prisma.MessageBatchGetPayload<{ select: typeof batchColumns }>;

/** A count of 0 for every status. */
export function noMessages(): Record<MessageStatus, number> {
  return { queued: 0, sent: 0, delivered: 0, undelivered: 0, expired: 0, canceled: 0 };
}

/** The statuses of messages that wait for a report of the carrier, or to be submitted. */
const OPEN: readonly MessageStatus[] = ['queued', 'sent'];

/** How far a batch with these messages is. */
function batchStatus(statuses: Record<MessageStatus, number>, recipients: number): BatchStatus {
  if (statuses.queued === recipients) return 'queued';
  return OPEN.some((status) => statuses[status] > 0) ? 'sending' : 'completed';
}

/** The condition that batches have a status. */
export function withBatchStatus(status: BatchStatus): Prisma.MessageBatchWhereInput {
  const isQueued = { messages: { every: { status: 'queued' as const } } };
  const isCompleted = { messages: { none: { status: { in: [...OPEN] } } } };
  if (status === 'queued') return isQueued;
  return status === 'completed' ? isCompleted : { NOT: [isQueued, isCompleted] };
}

/** Stored batches as their sender sees them, in the same order. */
export async function toBatchViews(rows: readonly BatchRow[]): Promise<BatchView[]> {
  const counts = await db().message.groupBy({
    by: ['batchId', 'status'],
    where: { batchId: { in: rows.map(({ id }) => id) } },
    _count: true,
  });
  return rows.map(({ sender, firstRecipients, price, workspace, ...batch }) => {
    const statuses = noMessages();
    for (const { batchId, status, _count } of counts) if (batchId === batch.id) statuses[status] = _count;
    return {
      ...batch,
      status: batchStatus(statuses, batch.recipients),
      from: sender,
      to: firstRecipients,
      price: { amount: price, currency: workspace.currency },
      statuses,
    };
  });
}
