import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import { parse } from '@/lib/domain/parse';
import { refuseUnknownEndpoint } from '@/lib/domain/webhook-endpoints/own-endpoint';
import { endpointSchema } from '@/lib/domain/webhook-endpoints/schema';
import { toView, viewColumns, type WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result } from '@/lib/errors';

/**
 * One webhook endpoint of the actor's workspace. Every role may read it. A key may read those of its
 * environment. Refuses with INVALID_REQUEST, NOT_FOUND (also
 * for an endpoint of another workspace) or FORBIDDEN.
 */
export async function readWebhookEndpoint(
  actor: Actor,
  input: unknown,
): Promise<Result<WebhookEndpointView>> {
  const parsed = parse(endpointSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeKeyManager(actor, 'webhook-endpoints/read');
  if (!authorized.ok) return authorized;
  const row = await db().webhookEndpoint.findFirst({
    where: { id: parsed.value.endpointId, ...inReach(authorized.value) },
    select: viewColumns,
  });
  return row ? ok(toView(row)) : refuseUnknownEndpoint();
}
