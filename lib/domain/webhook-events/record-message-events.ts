import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { MessageEventType } from '@/lib/domain/webhook-events/event-types';

/**
 * Records that messages got a status, in the transaction that sets it: one event for each message with a receiver, and one
 * delivery for each receiver. Receivers are the endpoints that are subscribed, and the callback URL of the message or its
 * batch. One statement for any number of messages; without receivers it writes nothing.
 */
export async function recordMessageEvents(
  tx: Transaction,
  type: MessageEventType,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const at = now();
  await tx.$executeRaw`
    WITH message AS (
      SELECT m.id, m.workspace_id, m.environment, COALESCE(m.callback_url, batch.callback_url) AS callback_url
      FROM messages m LEFT JOIN message_batches batch ON batch.id = m.batch_id
      WHERE m.id = ANY(${ids})
    ), receiver AS (
      SELECT message.id AS message_id, endpoint.id AS endpoint_id, NULL AS url, endpoint.id AS queue
      FROM message JOIN webhook_endpoints endpoint
        ON endpoint.workspace_id = message.workspace_id AND endpoint.environment = message.environment
        AND (${type} = ANY(endpoint.events) OR (cardinality(endpoint.events) = 0 AND endpoint.slot IS NULL))
      UNION ALL
      SELECT id, NULL, callback_url, 'callback:' || workspace_id FROM message WHERE callback_url IS NOT NULL
    ), event AS (
      INSERT INTO webhook_events (id, workspace_id, environment, type, subject, data, created_at)
      SELECT 'evt_' || replace(gen_random_uuid()::text, '-', ''), m.workspace_id, m.environment, ${type}, m.id,
        jsonb_build_object(
          'id', m.id,
          'batchId', m.batch_id,
          'status', m.status,
          'to', m.recipient,
          'from', m.sender,
          'segments', m.segments,
          'price', jsonb_build_object('amount', m.price::text, 'currency', w.currency),
          'createdAt', m.created_at,
          'sentAt', m.sent_at,
          'finalizedAt', m.settled_at
        ), ${at}
      FROM messages m JOIN workspaces w ON w.id = m.workspace_id
      WHERE m.id IN (SELECT message_id FROM receiver)
      RETURNING id, workspace_id, environment, subject
    )
    INSERT INTO webhook_deliveries
      (id, event_id, workspace_id, environment, endpoint_id, url, queue, subject, next_attempt_at, created_at)
    SELECT 'dlv_' || replace(gen_random_uuid()::text, '-', ''), event.id, event.workspace_id, event.environment,
      receiver.endpoint_id, receiver.url, receiver.queue, event.subject, ${at}, ${at}
    FROM event JOIN receiver ON receiver.message_id = event.subject`;
}
