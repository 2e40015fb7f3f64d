import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { type ApiKeyDetails, detailsColumns, toDetails } from '@/lib/domain/api-keys/details';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * One key of the actor's workspace, with all that can be set of it. Every role may read it.
 * Refuses with INVALID_REQUEST, NOT_FOUND (another workspace's key included) or FORBIDDEN.
 */
export async function readApiKey(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  if (actor.kind !== 'member')
    return refuse('FORBIDDEN', 'Only a member of the workspace may read its keys.');
  const row = await db().apiKey.findFirst({
    where: { id: parsed.value.keyId, workspaceId: actor.workspaceId },
    select: detailsColumns,
  });
  return row ? ok(toDetails(row)) : refuseUnknownKey();
}
