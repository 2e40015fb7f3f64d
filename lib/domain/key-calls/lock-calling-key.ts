import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { refuseKey } from '@/lib/domain/key-calls/invalid-key';
import { requireScope } from '@/lib/domain/key-policy/scopes';
import type { Result } from '@/lib/errors';

interface Row {
  scopes: string[];
  expires_at: Date | null;
  ends_at: Date | null;
}

/**
 * Reads the calling key and its secret again in the transaction that takes effect, and locks them until it ends. An
 * earlier change applies, and a later change waits. The row of the workspace is locked first, as sends do, so that two
 * calls never wait for each other.
 *
 * Refuses with INVALID_API_KEY or FORBIDDEN.
 */
export async function lockCallingKey(
  tx: Transaction,
  { keyId, secretId, workspaceId, scope }: ApiKeyActor,
): Promise<Result<null>> {
  const workspaces = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM workspaces WHERE id = ${workspaceId} AND suspended_at IS NULL AND closed_at IS NULL
    FOR NO KEY UPDATE`;
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT k.scopes, k.expires_at, s.ends_at
    FROM api_keys k JOIN api_key_secrets s ON s.id = ${secretId} AND s.api_key_id = k.id AND s.retired_at IS NULL
    WHERE k.id = ${keyId} AND k.workspace_id = ${workspaceId} AND k.revoked_at IS NULL AND k.disabled_at IS NULL
    FOR SHARE OF k, s`;
  if (workspaces.length === 0 || !row) return refuseKey();
  // The time is read now, because waiting for the locks can take long.
  const time = now();
  if ([row.expires_at, row.ends_at].some((end) => end !== null && end <= time)) return refuseKey();
  return requireScope(row.scopes, scope);
}
