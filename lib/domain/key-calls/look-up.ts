import { now } from '@/lib/clock';
import { inBatches } from '@/lib/db/batches';
import type { Environment } from '@/lib/db/generated/enums';
import { queryPrepared } from '@/lib/db/prepared';
import { hashSecret } from '@/lib/domain/key-secrets/secret';
import type { Money } from '@/lib/domain/wallet/money';

/** A key with everything that decides a call, and that `account.read` returns. */
export interface KnownKey {
  id: string;
  label: string;
  environment: Environment;
  scopes: string[];
  expiresAt: Date | null;
  disabledAt: Date | null;
  /** The secret of the key that was sent. */
  secretId: string;
  /** Calls a minute, limited by the cap of the workspace. */
  rateLimit: number;
  signing: { required: boolean; sealedSecret: Uint8Array | null };
  /** The networks that calls may come from. Empty: every address. */
  networks: { key: readonly string[]; workspace: readonly string[] };
  workspace: {
    id: string;
    name: string;
    suspendedAt: Date | null;
    /** Calls a minute; null: that of the policy. */
    rateLimitCap: number | null;
  };
  /** In the key's environment. */
  balance: Money;
}

type Allowlist = { network: string }[];

interface Row {
  hash: string;
  id: string;
  label: string;
  environment: Environment;
  scopes: string[];
  expires_at: Date | null;
  disabled_at: Date | null;
  secret_id: string;
  rate_limit: number;
  signing_required: boolean;
  sealed_signing_secret: Uint8Array | null;
  key_allowlist: Allowlist | null;
  workspace_allowlist: Allowlist | null;
  workspace_id: string;
  workspace_name: string;
  suspended_at: Date | null;
  rate_limit_cap: number | null;
  /** The driver reads a BIGINT as a string. */
  balance: string;
  currency: string;
}

const EVERYWHERE: readonly string[] = [];

function toNetworks(allowlist: Allowlist | null): readonly string[] {
  return allowlist?.map(({ network }) => network) ?? EVERYWHERE;
}

function toKnownKey(row: Row): KnownKey {
  return {
    id: row.id,
    label: row.label,
    environment: row.environment,
    scopes: row.scopes,
    expiresAt: row.expires_at,
    disabledAt: row.disabled_at,
    secretId: row.secret_id,
    rateLimit: row.rate_limit,
    signing: { required: row.signing_required, sealedSecret: row.sealed_signing_secret },
    networks: { key: toNetworks(row.key_allowlist), workspace: toNetworks(row.workspace_allowlist) },
    workspace: {
      id: row.workspace_id,
      name: row.workspace_name,
      suspendedAt: row.suspended_at,
      rateLimitCap: row.rate_limit_cap,
    },
    balance: { amount: BigInt(row.balance), currency: row.currency },
  };
}

const FIND_KEYS = {
  name: 'find-keys',
  text: `
    SELECT encode(s.hash, 'hex') AS hash, k.id, k.label, k.environment, k.scopes, k.expires_at, k.disabled_at,
      s.id AS secret_id, LEAST(k.rate_limit, w.rate_limit_cap) AS rate_limit,
      k.signing_required, k.sealed_signing_secret,
      NULLIF(k.allowlist, '[]') AS key_allowlist, NULLIF(w.allowlist, '[]') AS workspace_allowlist,
      w.id AS workspace_id, w.name AS workspace_name, w.suspended_at, w.rate_limit_cap, w.currency,
      CASE k.environment WHEN 'live' THEN w.live_balance ELSE w.sandbox_balance END AS balance
    FROM api_key_secrets s
    JOIN api_keys k ON k.id = s.api_key_id
    JOIN workspaces w ON w.id = k.workspace_id
    WHERE s.hash = ANY($1::bytea[]) AND s.retired_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > $2)
      AND k.revoked_at IS NULL`,
};

/** The keys with these hashes, in the same order; null for a revoked or unknown one. */
async function findKeys(hashes: readonly Buffer[]): Promise<(KnownKey | null)[]> {
  const rows = await queryPrepared<Row>(FIND_KEYS, [hashes, now()]);
  const keys = new Map(rows.map((row) => [row.hash, toKnownKey(row)]));
  return hashes.map((hash) => keys.get(hash.toString('hex')) ?? null);
}

const findKey = inBatches(findKeys);

/**
 * The key with this secret; null if it is revoked or unknown. Every call reads the database. Calls that arrive in the
 * same turn of the event loop share one query.
 */
export async function lookUpKey(secret: string): Promise<KnownKey | null> {
  return findKey(hashSecret(secret));
}
