import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { secretVersion } from '@/lib/domain/webhook-endpoints/secret-version';
import { ok, type Result } from '@/lib/errors';

export interface CallbackSecretView {
  /** Identifies the current secret. */
  version: string;
}

/**
 * Which secret signs the deliveries to callback URLs of the actor's workspace, without the secret. Every role may read it.
 * Refuses with FORBIDDEN.
 */
export async function readCallbackSecret(actor: Actor): Promise<Result<CallbackSecretView>> {
  const authorized = authorizeInWorkspace(actor, 'callback-secrets/read');
  if (!authorized.ok) return authorized;
  const { sealedCallbackSecret } = await db().workspace.findUniqueOrThrow({
    where: { id: authorized.value.workspaceId },
    select: { sealedCallbackSecret: true },
  });
  return ok({ version: secretVersion(sealedCallbackSecret) });
}
