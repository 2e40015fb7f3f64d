import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import { paginate } from '@/lib/domain/paging/paginate';
import { sequenceCursor } from '@/lib/domain/paging/sequence-cursor';
import { parse } from '@/lib/domain/parse';
import { betweenDays } from '@/lib/domain/text/day';
import { deliveriesInReach, isBefore, readDeliveryRows } from '@/lib/domain/webhook-deliveries/log-rows';
import { listDeliveriesSchema } from '@/lib/domain/webhook-deliveries/schema';
import { type DeliveryView, toView } from '@/lib/domain/webhook-deliveries/view';
import { refuseUnknownEndpoint } from '@/lib/domain/webhook-endpoints/own-endpoint';
import { ok, type Result } from '@/lib/errors';

export interface DeliveryPage {
  deliveries: DeliveryView[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

/**
 * The deliveries to one endpoint of the actor's workspace, newest first, one page at a time. Every role may read them.
 * A key may read those of its environment. Refuses with INVALID_REQUEST, NOT_FOUND (also for an endpoint of another
 * workspace) or FORBIDDEN.
 */
export async function listWebhookDeliveries(actor: Actor, input: unknown): Promise<Result<DeliveryPage>> {
  const parsed = parse(listDeliveriesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeKeyManager(actor, 'webhook-deliveries/list');
  if (!authorized.ok) return authorized;
  const { endpointId, state, events, cursor, limit } = parsed.value;
  const endpoint = { id: endpointId, ...inReach(authorized.value) };
  if (!(await db().webhookEndpoint.findFirst({ where: endpoint, select: { id: true } }))) {
    return refuseUnknownEndpoint();
  }
  const days = betweenDays(parsed.value);
  const conditions = [
    Prisma.sql`delivery.queue = ${endpointId}`,
    deliveriesInReach(authorized.value),
    state && Prisma.sql`delivery.state = ${state}::"WebhookDeliveryState"`,
    days?.gte && Prisma.sql`delivery.created_at >= ${days.gte}`,
    days?.lt && Prisma.sql`delivery.created_at < ${days.lt}`,
    events &&
      Prisma.sql`EXISTS (
        SELECT FROM webhook_events event
        WHERE event.id = delivery.event_id AND event.created_at = delivery.created_at AND event.type = ANY(${events})
      )`,
  ].filter((condition) => condition !== undefined);
  const page = await paginate({
    cursor,
    limit,
    format: sequenceCursor,
    read: (position, take) => readDeliveryRows([...conditions, isBefore(position)], { take }),
    positionOf: ({ position }) => position,
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  return ok({ deliveries: items.map(toView), nextCursor });
}
