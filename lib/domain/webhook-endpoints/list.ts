import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import { parse } from '@/lib/domain/parse';
import { type LastDelivery, readLastDeliveries } from '@/lib/domain/webhook-endpoints/last-delivery';
import { listEndpointsSchema } from '@/lib/domain/webhook-endpoints/schema';
import { toView, viewColumns, type WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result } from '@/lib/errors';

export interface ListedEndpoint extends WebhookEndpointView {
  /** The last delivery that was attempted; null if there was none. */
  lastDelivery: LastDelivery | null;
}

/**
 * The webhook endpoints of the actor's workspace, the newest first. There are so few that all fit one page. Every role
 * may read them. A key may read those of its environment. Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listWebhookEndpoints(actor: Actor, input: unknown): Promise<Result<ListedEndpoint[]>> {
  const parsed = parse(listEndpointsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeKeyManager(actor, 'webhook-endpoints/list');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const rows = await db().webhookEndpoint.findMany({
    where: inReach(authorized.value),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: viewColumns,
  });
  const last = await readLastDeliveries(
    workspaceId,
    rows.map(({ id }) => id),
  );
  return ok(rows.map((row) => ({ ...toView(row), lastDelivery: last.get(row.id) ?? null })));
}
