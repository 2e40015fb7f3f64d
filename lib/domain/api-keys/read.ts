import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { type ApiKeyDetails, detailsColumns, toDetails } from '@/lib/domain/api-keys/details';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/**
 * One key of the actor's workspace, with all its settings. Every role may read it. Refuses with INVALID_REQUEST,
 * NOT_FOUND (also for a key of another workspace) or FORBIDDEN.
 */
export async function readApiKey(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'api-keys/read');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const row = await db().apiKey.findFirst({
    where: { id: parsed.value.keyId, workspaceId },
    select: detailsColumns,
  });
  return row ? ok(toDetails(row)) : refuseUnknownKey();
}
