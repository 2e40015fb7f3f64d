import type { Actor } from '@/lib/domain/actor';
import { lockKeyRow } from '@/lib/domain/api-keys/lock-key-row';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { retireRow } from '@/lib/domain/key-rotation/retire-row';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/** The key of a call, and the secret that it carried. */
export type FirstUse = Pick<KnownKey, 'id' | 'secretId'> & { workspace: Pick<KnownKey['workspace'], 'id'> };

/**
 * Ends the old secret of a key that waits for the first call with the new one, which this call carried. Many calls at once
 * end it once. Nothing changes if the old secret has another end, or if the secret of the call was replaced since.
 *
 * Returns whether it ended. Refuses everyone but the system with FORBIDDEN.
 */
export async function endAtFirstUse(
  actor: Actor,
  { id, secretId, workspace }: FirstUse,
): Promise<Result<boolean>> {
  const authorized = authorizeSystem(actor, 'key-rotation/end-at-first-use');
  if (!authorized.ok) return authorized;
  return transact(actor, async (tx) => {
    await lockKeyRow(tx, id, workspace.id);
    const secrets = await tx.apiKeySecret.findMany({
      where: { apiKeyId: id, apiKey: { workspaceId: workspace.id }, retiredAt: null },
      select: { id: true, apiKeyId: true, masked: true, replacedAt: true, endsAtFirstUse: true },
    });
    const isCurrent = secrets.some((secret) => secret.id === secretId && !secret.replacedAt);
    const waiting = secrets.find((secret) => secret.replacedAt && secret.endsAtFirstUse);
    if (!isCurrent || !waiting) return ok(false);
    const { action, detail } = await retireRow(tx, waiting);
    await recordAudit(tx, actor, {
      action,
      targetId: id,
      workspaceId: workspace.id,
      detail: { ...detail, because: 'firstUse' },
    });
    return ok(true);
  });
}
