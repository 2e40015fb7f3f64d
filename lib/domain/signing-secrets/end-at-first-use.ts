import type { Actor } from '@/lib/domain/actor';
import { lockKeyRow } from '@/lib/domain/api-keys/lock-key-row';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/** A call that was signed with the new signing secret of a key while `signingSecretId` was the old one. */
export interface FirstSignature {
  keyId: string;
  workspaceId: string;
  signingSecretId: string;
}

/**
 * Ends an old signing secret that waits for the first call that is signed with the new one. Many calls at once end it once.
 * Another replacement gives the old secret another id, so a call that was signed with a new secret that is lost ends nothing.
 *
 * Returns whether it ended. Refuses everyone but the system with FORBIDDEN.
 */
export async function endSigningAtFirstUse(
  actor: Actor,
  { keyId, workspaceId, signingSecretId }: FirstSignature,
): Promise<Result<boolean>> {
  const authorized = authorizeSystem(actor, 'signing-secrets/end-at-first-use');
  if (!authorized.ok) return authorized;
  return transact(actor, async (tx) => {
    await lockKeyRow(tx, keyId, workspaceId);
    const { count } = await tx.oldSigningSecret.deleteMany({
      where: { id: signingSecretId, endsAtFirstUse: true, apiKey: { id: keyId, workspaceId } },
    });
    if (count === 0) return ok(false);
    await recordAudit(tx, actor, {
      action: 'api_key.retire_signing_secret',
      targetId: keyId,
      workspaceId,
      detail: { signingSecretId, because: 'firstUse' },
    });
    return ok(true);
  });
}
