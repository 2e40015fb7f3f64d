import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { createdWithIds } from '@/lib/db/partitions/created-with-ids';
import type { EventType } from '@/lib/domain/webhook-events/event-types';

/** What events are about, such as messages: a table with ids, workspaces and environments, in SQL. */
export interface EventSubjects {
  table: string;
  /** Tables that `callbackUrl` needs besides `item`. */
  joins: Prisma.Sql;
  /** The callback URL of `item`. */
  callbackUrl: Prisma.Sql;
  /** The data of the event about `item`, in the workspace `w`. */
  data: Prisma.Sql;
}

/**
 * Records that messages or calls got a status, in the transaction that sets it: one event for each with a receiver, and one
 * delivery for each receiver. Receivers are the endpoints that are subscribed, and the callback URL. One statement for any
 * number of ids; without receivers it writes nothing.
 */
export async function recordSubjectEvents(
  tx: Transaction,
  { table: name, joins, callbackUrl, data }: EventSubjects,
  type: EventType,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const at = now();
  const table = Prisma.raw(name);
  const created = createdWithIds(ids, 'item');
  await tx.$executeRaw`
    WITH subject AS (
      SELECT item.id, item.workspace_id, item.environment, ${callbackUrl} AS callback_url
      FROM ${table} item ${joins}
      WHERE item.id = ANY(${ids}) ${created}
    ), receiver AS (
      SELECT subject.id AS subject_id, endpoint.id AS endpoint_id, NULL AS url, endpoint.id AS queue
      FROM subject JOIN webhook_endpoints endpoint
        ON endpoint.workspace_id = subject.workspace_id AND endpoint.environment = subject.environment
        AND (${type} = ANY(endpoint.events) OR (cardinality(endpoint.events) = 0 AND endpoint.slot IS NULL))
      UNION ALL
      SELECT id, NULL, callback_url, 'callback:' || workspace_id FROM subject WHERE callback_url IS NOT NULL
    ), event AS (
      INSERT INTO webhook_events (id, workspace_id, environment, type, subject, data, created_at)
      SELECT 'evt_' || replace(gen_random_uuid()::text, '-', ''), item.workspace_id, item.environment, ${type}, item.id,
        ${data}, ${at}
      FROM ${table} item JOIN workspaces w ON w.id = item.workspace_id
      WHERE item.id IN (SELECT subject_id FROM receiver) ${created}
      RETURNING id, workspace_id, environment, subject
    )
    INSERT INTO webhook_deliveries
      (id, event_id, workspace_id, environment, endpoint_id, url, queue, subject, next_attempt_at, created_at)
    SELECT new_id_at('dlv', ${at}), event.id, event.workspace_id, event.environment, receiver.endpoint_id,
      receiver.url, receiver.queue, event.subject, ${at}, ${at}
    FROM event JOIN receiver ON receiver.subject_id = event.subject`;
}
