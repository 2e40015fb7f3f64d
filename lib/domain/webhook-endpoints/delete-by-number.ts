import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { deleteWebhookEndpoint } from '@/lib/domain/webhook-endpoints/delete';
import { numberedEndpointSchema } from '@/lib/domain/webhook-endpoints/schema';
import { ok, type Result } from '@/lib/errors';

/**
 * Deletes the endpoint with a number, for APIs that name endpoints by numbers, and returns whether there was one. Refuses
 * with INVALID_REQUEST, or FORBIDDEN for anyone but a key.
 */
export async function deleteNumberedEndpoint(
  actor: Actor,
  input: unknown,
): Promise<Result<{ deleted: boolean }>> {
  const parsed = parse(numberedEndpointSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'webhook-endpoints/delete-by-number');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const endpoint = await db().webhookEndpoint.findFirst({
    where: { number: parsed.value.number, workspaceId, environment },
    select: { id: true },
  });
  if (!endpoint) return ok({ deleted: false });
  const deleted = await deleteWebhookEndpoint(actor, { endpointId: endpoint.id });
  if (deleted.ok) return ok({ deleted: true });
  return deleted.refusal.code === 'NOT_FOUND' ? ok({ deleted: false }) : deleted;
}
