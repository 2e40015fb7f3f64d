import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { WebhookDeliveryState } from '@/lib/db/generated/enums';
import type { KeyManager } from '@/lib/domain/actor';
import { inReach } from '@/lib/domain/in-reach';
import { NO_EVENT_TIME, rangeOf } from '@/lib/domain/webhook-deliveries/event-time';

interface Listed {
  id: string;
  position: bigint;
  eventId: string;
  subject: string;
  state: WebhookDeliveryState;
  createdAt: Date;
  nextAttemptAt: Date | null;
}

interface Details {
  id: string;
  /** The type of the event. */
  event: string;
  attempts: number;
  /** The last attempt; null before the first. */
  lastAt: Date | null;
  url: string | null;
  status: number | null;
  error: string | null;
  durationMs: number | null;
}

/** A delivery with its event and its attempts. */
export type DeliveryRow = Listed & Details;

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

/** Only the partitions of the times of the deliveries are read. */
function readDetails(listed: readonly Listed[]): Promise<Details[]> {
  const { first, last } = rangeOf(listed.map(({ createdAt }) => createdAt));
  const attempts = Prisma.sql`
    webhook_attempts WHERE delivery_id = delivery.id
      AND (delivery_created_at = ${NO_EVENT_TIME} OR delivery_created_at >= ${first} AND delivery_created_at <= ${last})`;
  return db().$queryRaw<Details[]>`
    SELECT delivery.id, event.type AS event, (SELECT count(*)::int FROM ${attempts}) AS attempts,
      attempt.at AS "lastAt", attempt.url, attempt.status, attempt.error, attempt.duration_ms AS "durationMs"
    FROM unnest(${listed.map(({ id }) => id)}::text[], ${listed.map(({ eventId }) => eventId)}::text[]) AS delivery (id, event_id)
    JOIN webhook_events event ON event.id = delivery.event_id AND event.created_at >= ${first} AND event.created_at <= ${last}
    LEFT JOIN LATERAL (SELECT * FROM ${attempts} ORDER BY id DESC LIMIT 1) AS attempt ON TRUE`;
}

/** The deliveries that fulfill all conditions on `delivery`, in SQL, the newest first. */
export async function readDeliveryRows(
  conditions: readonly Prisma.Sql[],
  { take, skip = 0 }: { take: number; skip?: number },
): Promise<DeliveryRow[]> {
  const listed = await db().$queryRaw<Listed[]>`
    SELECT id, position, event_id AS "eventId", subject, state, created_at AS "createdAt",
      next_attempt_at AS "nextAttemptAt"
    FROM webhook_deliveries delivery WHERE ${Prisma.join([...conditions], ' AND ')}
    ORDER BY position DESC LIMIT ${take} OFFSET ${skip}`;
  if (listed.length === 0) return [];
  const details = new Map((await readDetails(listed)).map((each) => [each.id, each]));
  return listed.flatMap((delivery) => {
    const found = details.get(delivery.id);
    return found ? [{ ...delivery, ...found }] : [];
  });
}
