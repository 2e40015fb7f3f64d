import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { VoiceCallEventType } from '@/lib/domain/webhook-events/event-types';
import { type EventSubjects, recordSubjectEvents } from '@/lib/domain/webhook-events/record-subject-events';

const VOICE_CALLS: EventSubjects = {
  table: 'voice_calls',
  joins: Prisma.empty,
  callbackUrl: Prisma.sql`item.callback_url`,
  data: Prisma.sql`jsonb_build_object(
    'id', item.id,
    'number', (
      SELECT entry.number::text FROM ledger_entries entry
      WHERE entry.voice_call_id = item.id AND entry.workspace_id = item.workspace_id
        AND entry.environment = item.environment AND entry.kind = 'charge'
    ),
    'groupId', item.group_id,
    'status', item.status,
    'to', item.recipient,
    'from', item.sender,
    'durationSeconds', item.duration_seconds,
    'price', jsonb_build_object('amount', item.price::text, 'currency', w.currency),
    'createdAt', item.created_at,
    'startedAt', item.started_at,
    'endedAt', item.ended_at
  )`,
};

/** Records that voice calls ended, in the transaction that ends them. */
export async function recordVoiceCallEvents(
  tx: Transaction,
  type: VoiceCallEventType,
  ids: readonly string[],
): Promise<void> {
  await recordSubjectEvents(tx, VOICE_CALLS, type, ids);
}
