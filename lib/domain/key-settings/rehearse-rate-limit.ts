import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { rehearseRateLimitSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { type ForPerson, forPerson } from '@/lib/domain/rehearsals/for-person';
import { type RateLimitRehearsal, rehearseRateLimit } from '@/lib/domain/rehearsals/rate-limit';
import { rehearsedKeyColumns } from '@/lib/domain/rehearsals/scopes';
import { ok, type Result } from '@/lib/errors';

/**
 * What another rate limit of a key would have refused. Refuses with INVALID_REQUEST, NOT_FOUND (also for a key of another
 * workspace) or FORBIDDEN.
 */
export async function rehearseKeyRateLimit(
  actor: Actor,
  input: unknown,
): Promise<Result<RateLimitRehearsal & ForPerson>> {
  const parsed = parse(rehearseRateLimitSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'key-settings/rehearse-rate-limit');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { keyId, rateLimit } = parsed.value;
  const select = { ...rehearsedKeyColumns, rateLimit: true };
  const key = await db().apiKey.findFirst({ where: { id: keyId, workspaceId }, select });
  if (!key) return refuseUnknownKey();
  const rehearsal = await rehearseRateLimit(db(), key, rateLimit);
  return ok({ ...rehearsal, ...forPerson(authorized.value, rehearsal, key.label) });
}
