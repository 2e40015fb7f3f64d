import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { MessageStatus } from '@/lib/db/generated/enums';
import type { Money } from '@/lib/domain/wallet/money';

/** How many of a batch's recipients are returned with it. */
export const SHOWN_RECIPIENTS = 100;

/** Messages that were sent together, as their sender sees them. */
export interface BatchView {
  id: string;
  /** As it was sent, with the names of its variables. */
  text: string;
  from: string | null;
  /** The first hundred numbers, in E.164, as they were given. */
  to: readonly string[];
  /** How many messages it has. */
  recipients: number;
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
  text: true,
  sender: true,
  firstRecipients: true,
  recipients: true,
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
      from: sender,
      to: firstRecipients,
      price: { amount: price, currency: workspace.currency },
      statuses,
    };
  });
}
