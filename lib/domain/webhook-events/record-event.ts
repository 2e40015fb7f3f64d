import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { Statement } from '@/lib/db/prepared-query';
import type {
  EventType,
  MessageEventType,
  VoiceCallEventType,
} from '@/lib/domain/webhook-events/event-types';

export interface NewEvent {
  workspaceId: string;
  environment: Environment;
  /** The events of messages and voice calls have functions of their own. */
  type: Exclude<EventType, MessageEventType | VoiceCallEventType | 'webhook.test'>;
  /** The id of the key or workspace. */
  subject: string;
  /** As `readEvent` reads it: amounts as strings, times as ISO 8601. */
  data: Prisma.InputJsonObject;
}

const RECORD_EVENT: Statement = {
  name: 'record-webhook-event',
  text: `
    WITH receiver AS (
      SELECT id FROM webhook_endpoints
      WHERE workspace_id = $1 AND environment = $2::"Environment"
        AND ($3 = ANY(events) OR (cardinality(events) = 0 AND slot IS NULL))
    ), event AS (
      INSERT INTO webhook_events (id, workspace_id, environment, type, subject, data, created_at)
      SELECT 'evt_' || replace(gen_random_uuid()::text, '-', ''), $1, $2::"Environment", $3, $4, $5::jsonb,
        $6::timestamptz
      WHERE EXISTS (SELECT FROM receiver)
      RETURNING id
    )
    INSERT INTO webhook_deliveries
      (id, event_id, workspace_id, environment, endpoint_id, queue, subject, next_attempt_at, created_at)
    SELECT new_id_at('dlv', $6::timestamptz), event.id, $1, $2::"Environment", receiver.id, receiver.id, $4,
      $6::timestamptz, $6::timestamptz
    FROM event, receiver`,
};

function valuesOf({ workspaceId, environment, type, subject, data }: NewEvent): unknown[] {
  return [workspaceId, environment, type, subject, JSON.stringify(data), now()];
}

/**
 * Records an event in the transaction that causes it, with one delivery for each endpoint that is subscribed. Without one it
 * writes nothing.
 */
export async function recordWebhookEvent(tx: Transaction, event: NewEvent): Promise<void> {
  await tx.$executeRawUnsafe(RECORD_EVENT.text, ...valuesOf(event));
}

/** Does the same in a transaction that does not use Prisma. The caller does not wait for it. */
export function recordWebhookEventPrepared(tx: PreparedTransaction, event: NewEvent): void {
  tx.run(RECORD_EVENT, valuesOf(event));
}
