import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { paginate } from '@/lib/domain/paging/paginate';
import { sequenceCursor } from '@/lib/domain/paging/sequence-cursor';
import { parse } from '@/lib/domain/parse';
import { deliveriesInReach, isBefore, readDeliveryRows } from '@/lib/domain/webhook-deliveries/log-rows';
import { listLatestSchema } from '@/lib/domain/webhook-deliveries/schema';
import { type DeliveryView, toView } from '@/lib/domain/webhook-deliveries/view';
import { ok, type Result } from '@/lib/errors';

/** A delivery to any address. */
export interface LatestDelivery extends DeliveryView {
  /** The address of the last attempt; null before the first. */
  url: string | null;
  /** The id of the message, key, workspace or event that it is about. */
  subject: string;
}

export interface LatestDeliveryPage {
  deliveries: LatestDelivery[];
  nextCursor: string | null;
  /** How many deliveries there are in all, if the page was asked for by its number. */
  total?: number;
}

/**
 * The deliveries of the calling key's environment, newest first, to all its endpoints and callback URLs, one page at a
 * time. Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listLatestDeliveries(
  actor: Actor,
  input: unknown,
): Promise<Result<LatestDeliveryPage>> {
  const parsed = parse(listLatestSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'webhook-deliveries/list-latest');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { cursor, page, limit } = parsed.value;
  const result = await paginate({
    cursor,
    page,
    limit,
    format: sequenceCursor,
    read: (position, take, skip) =>
      readDeliveryRows([deliveriesInReach(authorized.value), isBefore(position)], { take, skip }),
    count: () => db().webhookDelivery.count({ where: { workspaceId, environment } }),
    positionOf: ({ position }) => position,
  });
  if (!result.ok) return result;
  const { items, ...rest } = result.value;
  const deliveries = items.map((row) => ({
    ...toView(row),
    url: row.url,
    subject: row.subject,
  }));
  return ok({ deliveries, ...rest });
}
