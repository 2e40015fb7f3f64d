import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { MessageEventType } from '@/lib/domain/webhook-events/event-types';
import { type EventSubjects, recordSubjectEvents } from '@/lib/domain/webhook-events/record-subject-events';

const MESSAGES: EventSubjects = {
  table: 'messages',
  joins: Prisma.sql`LEFT JOIN message_batches batch ON batch.id = item.batch_id`,
  callbackUrl: Prisma.sql`COALESCE(item.callback_url, batch.callback_url)`,
  data: Prisma.sql`jsonb_build_object(
    'id', item.id,
    'batchId', item.batch_id,
    'status', item.status,
    'to', item.recipient,
    'from', item.sender,
    'segments', item.segments,
    'price', jsonb_build_object('amount', item.price::text, 'currency', w.currency),
    'createdAt', item.created_at,
    'sentAt', item.sent_at,
    'finalizedAt', item.settled_at
  )`,
};

/** Records that messages got a status, in the transaction that sets it. */
export async function recordMessageEvents(
  tx: Transaction,
  type: MessageEventType,
  ids: readonly string[],
): Promise<void> {
  await recordSubjectEvents(tx, MESSAGES, type, ids);
}
