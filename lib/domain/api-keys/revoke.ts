import type { Actor } from '@/lib/domain/actor';
import { lockOwnKey } from '@/lib/domain/api-keys/own-key';
import { finishRevocation, revocation } from '@/lib/domain/api-keys/revocation';
import { revokeApiKeySchema } from '@/lib/domain/api-keys/schema';
import { recordAudit } from '@/lib/domain/audit/record';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

export interface RevokedApiKey {
  id: string;
  revokedAt: Date;
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
    const { action, data, detail } = revocation(revoker, key);
    const { workspaceId } = revoker;
    await tx.apiKey.update({ where: { id, workspaceId }, data, select: { id: true } });
    await recordAudit(tx, revoker, { action, targetId: id, detail });
    await finishRevocation(tx, workspaceId, [key]);
    return ok({ id, revokedAt: data.revokedAt });
  });
}
