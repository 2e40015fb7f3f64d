import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { WebhookDeliveryState } from '@/lib/db/generated/enums';
import type { KeyManager } from '@/lib/domain/actor';
import { inReach } from '@/lib/domain/in-reach';
import { NO_EVENT_TIME } from '@/lib/domain/webhook-deliveries/event-time';

/** A delivery with its event and its attempts. */
export interface DeliveryRow {
  id: string;
  position: bigint;
  eventId: string;
  subject: string;
  /** The type of the event. */
  event: string;
  state: WebhookDeliveryState;
  createdAt: Date;
  nextAttemptAt: Date | null;
  attempts: number;
  /** The last attempt; null before the first. */
  lastAt: Date | null;
  url: string | null;
  status: number | null;
  error: string | null;
  durationMs: number | null;
}

/** The condition on `delivery`, in SQL, for what the actor can find. */
export function deliveriesInReach(actor: KeyManager): Prisma.Sql {
  const { workspaceId, environment } = { environment: undefined, ...inReach(actor) };
  return environment === undefined
    ? Prisma.sql`delivery.workspace_id = ${workspaceId}`
    : Prisma.sql`delivery.workspace_id = ${workspaceId} AND delivery.environment = ${environment}::"Environment"`;
}

/** The condition on `delivery`, in SQL, for the pages after a position. */
export function isBefore(position: bigint | undefined): Prisma.Sql {
  return position === undefined ? Prisma.sql`TRUE` : Prisma.sql`delivery.position < ${position}`;
}

/** The deliveries that fulfill all conditions on `delivery`, in SQL, the newest first. */
export function readDeliveryRows(
  conditions: readonly Prisma.Sql[],
  { take, skip = 0 }: { take: number; skip?: number },
): Promise<DeliveryRow[]> {
  return db().$queryRaw<DeliveryRow[]>`
    SELECT delivery.id, delivery.position, delivery.event_id AS "eventId", delivery.subject, event.type AS event,
      delivery.state, delivery.created_at AS "createdAt", delivery.next_attempt_at AS "nextAttemptAt",
      (
        SELECT count(*)::int FROM webhook_attempts
        WHERE delivery_id = delivery.id AND delivery_created_at IN (delivery.created_at, ${NO_EVENT_TIME})
      ) AS attempts,
      last.at AS "lastAt", last.url, last.status, last.error, last.duration_ms AS "durationMs"
    FROM (
      SELECT * FROM webhook_deliveries delivery WHERE ${Prisma.join([...conditions], ' AND ')}
      ORDER BY position DESC LIMIT ${take} OFFSET ${skip}
    ) AS delivery
    JOIN webhook_events event ON event.id = delivery.event_id AND event.created_at = delivery.created_at
    LEFT JOIN LATERAL (
      SELECT * FROM webhook_attempts
      WHERE delivery_id = delivery.id AND delivery_created_at IN (delivery.created_at, ${NO_EVENT_TIME})
      ORDER BY id DESC LIMIT 1
    ) AS last ON TRUE
    ORDER BY delivery.position DESC`;
}
