import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { refuseKey } from '@/lib/domain/api-keys/invalid-key';
import { ok, type Result } from '@/lib/errors';

/** A key that stays in force until the transaction ends, and what bounds its sends. */
export interface HeldKey {
  id: string;
  /** In the currency's smallest unit; null: no limit. */
  spendPerDay: bigint | null;
  spendPerMonth: bigint | null;
  /** ISO 3166-1 alpha-2; empty: every country. */
  countries: readonly string[];
  /** Empty: every sender. */
  senders: readonly string[];
}

/**
 * Reads the key and its secret again, in the transaction that takes effect, and keeps them in force until that ends:
 * who revokes or retires them meanwhile waits, and who has done so already is obeyed.
 *
 * The workspace's row is locked first, so that its sends follow one another. Were they to hold the key side by
 * side, a revocation would wait for a moment at which none does, and under load there might be none.
 *
 * Refuses with INVALID_API_KEY.
 */
export async function holdKey(
  tx: Transaction,
  { keyId, secretId, workspaceId }: ApiKeyActor,
): Promise<Result<HeldKey>> {
  const [held] = await tx.$queryRaw<HeldKey[]>`
    WITH locked AS MATERIALIZED (
      SELECT id FROM workspaces WHERE id = ${workspaceId} AND suspended_at IS NULL FOR NO KEY UPDATE
    )
    SELECT api_keys.id, countries, senders,
      spend_per_day AS "spendPerDay", spend_per_month AS "spendPerMonth"
    FROM api_keys JOIN locked ON locked.id = api_keys.workspace_id
    JOIN api_key_secrets ON api_key_secrets.id = ${secretId} AND api_key_id = api_keys.id
      AND retired_at IS NULL AND (ends_at IS NULL OR ends_at > ${now()})
    WHERE api_keys.id = ${keyId} AND revoked_at IS NULL AND disabled_at IS NULL
      AND (expires_at IS NULL OR expires_at > ${now()})
    FOR SHARE OF api_keys, api_key_secrets`;
  return held ? ok(held) : refuseKey();
}
