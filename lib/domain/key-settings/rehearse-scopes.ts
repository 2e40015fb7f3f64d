import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import type { ScopedOperation } from '@/lib/domain/key-policy/scopes';
import { rehearseScopesSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { type ForPerson, forPerson } from '@/lib/domain/rehearsals/for-person';
import { rehearsedKeyColumns, rehearseScopes, type ScopeRehearsal } from '@/lib/domain/rehearsals/scopes';
import { ok, type Result } from '@/lib/errors';

/**
 * What other scopes of a key would have refused, and which of today's are unused. Refuses with INVALID_REQUEST, NOT_FOUND
 * (also for a key of another workspace) or FORBIDDEN.
 * @param operations those of the provider's API
 */
export async function rehearseKeyScopes(
  actor: Actor,
  input: unknown,
  operations: readonly ScopedOperation[],
): Promise<Result<ScopeRehearsal & ForPerson>> {
  const parsed = parse(rehearseScopesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'key-settings/rehearse-scopes');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { keyId, scopes } = parsed.value;
  const key = await db().apiKey.findFirst({ where: { id: keyId, workspaceId }, select: rehearsedKeyColumns });
  if (!key) return refuseUnknownKey();
  const rehearsal = await rehearseScopes(db(), key, scopes, operations);
  return ok({ ...rehearsal, ...forPerson(authorized.value, rehearsal, key.label) });
}
