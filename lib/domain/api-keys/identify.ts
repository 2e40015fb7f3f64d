import type { Actor } from '@/lib/domain/actor';
import { findBySecret } from '@/lib/domain/api-keys/find-by-secret';
import type { PastedKey } from '@/lib/domain/api-keys/pasted-keys';
import { identifyApiKeySchema } from '@/lib/domain/api-keys/schema';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/** The key of the actor's workspace with a pasted secret. */
export interface IdentifiedKey {
  keyId: string;
  pasted: PastedKey;
}

/**
 * Finds the key of a pasted secret, also of an old one. The secret is compared by its hash and not stored. Refuses with
 * INVALID_REQUEST, FORBIDDEN, or NOT_FOUND, also for a key of another workspace.
 */
export async function identifyApiKey(actor: Actor, input: unknown): Promise<Result<IdentifiedKey>> {
  const parsed = parse(identifyApiKeySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'api-keys/identify');
  if (!authorized.ok) return authorized;
  const found = await findBySecret(parsed.value.secret);
  if (found?.workspaceId !== authorized.value.workspaceId) {
    return refuse('NOT_FOUND', say`No key of this workspace has the secret that you pasted.`);
  }
  return ok({ keyId: found.id, pasted: found.pasted });
}
