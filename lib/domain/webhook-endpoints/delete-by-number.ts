import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import { parse } from '@/lib/domain/parse';
import { deleteWebhookEndpoint } from '@/lib/domain/webhook-endpoints/delete';
import { numberedEndpointSchema } from '@/lib/domain/webhook-endpoints/schema';
import { ok, type Result } from '@/lib/errors';

/**
 * Deletes the endpoint with a number, for APIs that name endpoints by numbers, and returns whether there was one. Refuses
 * with INVALID_REQUEST, FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function deleteNumberedEndpoint(
  actor: Actor,
  input: unknown,
): Promise<Result<{ deleted: boolean }>> {
  const parsed = parse(numberedEndpointSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeKeyManager(actor, 'webhook-endpoints/delete-by-number');
  if (!authorized.ok) return authorized;
  const endpoint = await db().webhookEndpoint.findFirst({
    where: { number: parsed.value.number, ...inReach(authorized.value) },
    select: { id: true },
  });
  if (!endpoint) return ok({ deleted: false });
  const deleted = await deleteWebhookEndpoint(actor, { endpointId: endpoint.id });
  if (deleted.ok) return ok({ deleted: true });
  return deleted.refusal.code === 'NOT_FOUND' ? ok({ deleted: false }) : deleted;
}
