import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { rehearseAllowlistSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { type AllowlistRehearsal, rehearseAllowlist } from '@/lib/domain/rehearsals/allowlist';
import { type ForPerson, forPerson } from '@/lib/domain/rehearsals/for-person';
import { ok, type Result } from '@/lib/errors';

/**
 * What an allowlist of a key would have refused. Refuses with INVALID_REQUEST, NOT_FOUND (also for a key of another
 * workspace) or FORBIDDEN.
 */
export async function rehearseKeyAllowlist(
  actor: Actor,
  input: unknown,
): Promise<Result<AllowlistRehearsal & ForPerson>> {
  const parsed = parse(rehearseAllowlistSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'key-settings/rehearse-allowlist');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { keyId, networks } = parsed.value;
  const key = await db().apiKey.findFirst({ where: { id: keyId, workspaceId }, select: { label: true } });
  if (!key) return refuseUnknownKey();
  const rehearsal = await rehearseAllowlist(db(), { workspaceId, keyIds: [keyId] }, networks);
  return ok({ ...rehearsal, ...forPerson(authorized.value, rehearsal, key.label) });
}
