import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import { paginate } from '@/lib/domain/paging/paginate';
import { sequenceCursor } from '@/lib/domain/paging/sequence-cursor';
import { parse } from '@/lib/domain/parse';
import { betweenDays } from '@/lib/domain/text/day';
import { listDeliveriesSchema } from '@/lib/domain/webhook-deliveries/schema';
import { type DeliveryView, toView, viewColumns } from '@/lib/domain/webhook-deliveries/view';
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
  const own = inReach(authorized.value);
  const endpoint = { id: endpointId, ...own };
  if (!(await db().webhookEndpoint.findFirst({ where: endpoint, select: { id: true } }))) {
    return refuseUnknownEndpoint();
  }
  const where = {
    queue: endpointId,
    ...own,
    state,
    createdAt: betweenDays(parsed.value),
    ...(events && { event: { type: { in: events } } }),
  };
  const page = await paginate({
    cursor,
    limit,
    format: sequenceCursor,
    read: (position, take) =>
      db().webhookDelivery.findMany({
        where: { ...where, position: { lt: position } },
        orderBy: { position: 'desc' },
        take,
        select: viewColumns,
      }),
    positionOf: ({ position }) => position,
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  return ok({ deliveries: items.map(toView), nextCursor });
}
