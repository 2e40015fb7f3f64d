import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { paginate } from '@/lib/domain/paging/paginate';
import { sequenceCursor } from '@/lib/domain/paging/sequence-cursor';
import { parse } from '@/lib/domain/parse';
import { listLatestSchema } from '@/lib/domain/webhook-deliveries/schema';
import { type DeliveryView, toView, viewColumns } from '@/lib/domain/webhook-deliveries/view';
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
  const where = { workspaceId, environment };
  const { cursor, page, limit } = parsed.value;
  const result = await paginate({
    cursor,
    page,
    limit,
    format: sequenceCursor,
    read: (position, take, skip) =>
      db().webhookDelivery.findMany({
        where: { ...where, position: { lt: position } },
        orderBy: { position: 'desc' },
        take,
        skip,
        select: { ...viewColumns, subject: true },
      }),
    count: () => db().webhookDelivery.count({ where }),
    positionOf: ({ position }) => position,
  });
  if (!result.ok) return result;
  const { items, ...rest } = result.value;
  const deliveries = items.map((row) => ({
    ...toView(row),
    url: row.attemptLog[0]?.url ?? null,
    subject: row.subject,
  }));
  return ok({ deliveries, ...rest });
}
