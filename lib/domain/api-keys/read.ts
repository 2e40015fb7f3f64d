import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { type ApiKeyDetails, detailsColumns, toDetails } from '@/lib/domain/api-keys/details';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/**
 * One key of the actor's workspace, with all its settings. Every role may read it. A key may read those of its
 * environment. Refuses with INVALID_REQUEST, NOT_FOUND (also for a key of another workspace) or FORBIDDEN.
 */
export async function readApiKey(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeKeyManager(actor, 'api-keys/read');
  if (!authorized.ok) return authorized;
  const row = await db().apiKey.findFirst({
    where: { id: parsed.value.keyId, ...inReach(authorized.value) },
    select: detailsColumns,
  });
  return row ? ok(toDetails(row)) : refuseUnknownKey();
}
