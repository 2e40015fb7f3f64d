import { now } from '@/lib/clock';
import { type Actor, type KeyManager, operatorId } from '@/lib/domain/actor';
import { lockOwnKey } from '@/lib/domain/api-keys/own-key';
import { revokeApiKeySchema } from '@/lib/domain/api-keys/schema';
import { recordAudit } from '@/lib/domain/audit/record';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { recordKeyEvent } from '@/lib/domain/webhook-events/record-key-event';
import { ok, type Result } from '@/lib/errors';

export interface RevokedApiKey {
  id: string;
  revokedAt: Date;
}

function revokerColumns(actor: KeyManager) {
  return actor.kind === 'apiKey' ? { revokedByKeyId: actor.keyId } : { revokedById: operatorId(actor) };
}

/**
 * Revokes a key permanently, by its id or its number in the workspace. The next request is refused, and a request in
 * flight does not commit. Revoking it again
 * changes nothing and returns the same result.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (also for a key of another workspace) or FORBIDDEN.
 */
export async function revokeApiKey(actor: Actor, input: unknown): Promise<Result<RevokedApiKey>> {
  const parsed = parse(revokeApiKeySchema, input);
  if (!parsed.ok) return parsed;
  return transact(actor, async (tx) => {
    const own = await lockOwnKey(tx, actor, parsed.value.keyId, 'api-keys/revoke');
    if (!own.ok) return own;
    const { key, actor: revoker } = own.value;
    const { id } = key;
    if (key.revokedAt) return ok({ id, revokedAt: key.revokedAt });
    const revokedAt = now();
    await tx.apiKey.update({
      where: { id, workspaceId: revoker.workspaceId },
      data: { revokedAt, ...revokerColumns(revoker) },
      select: { id: true },
    });
    // It is never shown again.
    await tx.apiKeySecret.updateMany({
      where: { apiKeyId: id, sealed: { not: null } },
      data: { sealed: null },
    });
    await recordAudit(tx, revoker, {
      action: 'api_key.revoke',
      targetId: id,
      detail: { label: key.label, environment: key.environment },
    });
    await recordKeyEvent(tx, 'api_key.revoked', { ...key, workspaceId: revoker.workspaceId });
    return ok({ id, revokedAt });
  });
}
