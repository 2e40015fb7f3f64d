import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { refuseKey } from '@/lib/domain/api-keys/invalid-key';
import { ok, type Result } from '@/lib/errors';

/**
 * Reads the key again, in the transaction that takes effect, and keeps it in force until that ends: who revokes it
 * meanwhile waits, and who has revoked it already is obeyed.
 *
 * The workspace's row is locked first, so that its sends follow one another. Were they to hold the key side by
 * side, a revocation would wait for a moment at which none does, and under load there might be none.
 *
 * Refuses with INVALID_API_KEY.
 */
export async function holdKey(tx: Transaction, { keyId, workspaceId }: ApiKeyActor): Promise<Result<null>> {
  const held = await tx.$queryRaw<unknown[]>`
    WITH locked AS MATERIALIZED (
      SELECT id FROM workspaces WHERE id = ${workspaceId} AND suspended_at IS NULL FOR NO KEY UPDATE
    )
    SELECT 1 FROM api_keys JOIN locked ON locked.id = api_keys.workspace_id
    WHERE api_keys.id = ${keyId} AND revoked_at IS NULL AND disabled_at IS NULL
      AND (expires_at IS NULL OR expires_at > ${now()})
    FOR SHARE OF api_keys`;
  return held.length > 0 ? ok(null) : refuseKey();
}
