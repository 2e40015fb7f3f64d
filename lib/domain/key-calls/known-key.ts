import type { Environment } from '@/lib/db/generated/enums';
import { queryPrepared } from '@/lib/db/prepared';
import type { Money } from '@/lib/domain/wallet/money';

/** An old signing secret, whose signatures are accepted until its end. */
export interface OldSigning {
  id: string;
  sealedSecret: Uint8Array;
  /** Null: it has no end. */
  endsAt: Date | null;
  endsAtFirstUse: boolean;
}

/** A key with everything that decides a call, and that `account.read` returns. */
export interface KnownKey {
  id: string;
  label: string;
  environment: Environment;
  scopes: readonly string[];
  expiresAt: Date | null;
  disabledAt: Date | null;
  /** The secret of the key that was sent. */
  secretId: string;
  /** When that secret ends; null: it has no end. */
  secretEndsAt: Date | null;
  /** Whether the first call with that secret ends the old one of the key. */
  endsOldSecret: boolean;
  /** Calls a minute, limited by the cap of the workspace. */
  rateLimit: number;
  signing: {
    required: boolean;
    sealedSecret: Uint8Array | null;
    /** The one that it replaced, which may have ended; null: none. */
    old: OldSigning | null;
  };
  /** The networks that calls may come from. Empty: every address. */
  networks: { key: readonly string[]; workspace: readonly string[] };
  workspace: {
    id: string;
    name: string;
    /** Another one after each change of its settings, keys and secrets. Null: not known. */
    version: string | null;
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
  ends_at: Date | null;
  ends_old_secret: boolean;
  rate_limit: number;
  signing_required: boolean;
  sealed_signing_secret: Uint8Array | null;
  /** Null, with the three that follow, if there is none. */
  old_signing_id: string | null;
  old_signing_sealed: Uint8Array | null;
  old_signing_ends_at: Date | null;
  old_signing_ends_at_first_use: boolean | null;
  key_allowlist: Allowlist | null;
  workspace_allowlist: Allowlist | null;
  workspace_id: string;
  workspace_name: string;
  version: string | null;
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

function toOldSigning(row: Row): OldSigning | null {
  if (row.old_signing_id === null || row.old_signing_sealed === null) return null;
  return {
    id: row.old_signing_id,
    sealedSecret: row.old_signing_sealed,
    endsAt: row.old_signing_ends_at,
    endsAtFirstUse: row.old_signing_ends_at_first_use === true,
  };
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
    secretEndsAt: row.ends_at,
    endsOldSecret: row.ends_old_secret,
    rateLimit: row.rate_limit,
    signing: {
      required: row.signing_required,
      sealedSecret: row.sealed_signing_secret,
      old: toOldSigning(row),
    },
    networks: { key: toNetworks(row.key_allowlist), workspace: toNetworks(row.workspace_allowlist) },
    workspace: {
      id: row.workspace_id,
      name: row.workspace_name,
      version: row.version,
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
      s.id AS secret_id, s.ends_at, s.replaced_at IS NULL AND EXISTS (
        SELECT FROM api_key_secrets o WHERE o.api_key_id = k.id AND o.ends_at_first_use AND o.retired_at IS NULL
      ) AS ends_old_secret, LEAST(k.rate_limit, w.rate_limit_cap) AS rate_limit,
      k.signing_required, k.sealed_signing_secret, g.id AS old_signing_id, g.sealed AS old_signing_sealed,
      g.ends_at AS old_signing_ends_at, g.ends_at_first_use AS old_signing_ends_at_first_use,
      NULLIF(k.allowlist, '[]') AS key_allowlist, NULLIF(w.allowlist, '[]') AS workspace_allowlist,
      w.id AS workspace_id, w.name AS workspace_name, v.version, w.suspended_at, w.rate_limit_cap,
      w.currency,
      CASE k.environment WHEN 'live' THEN w.live_balance ELSE w.sandbox_balance END AS balance
    FROM api_key_secrets s
    JOIN api_keys k ON k.id = s.api_key_id
    JOIN workspaces w ON w.id = k.workspace_id
    LEFT JOIN old_signing_secrets g ON g.api_key_id = k.id
    LEFT JOIN workspace_versions v ON v.workspace_id = w.id
    WHERE s.hash = ANY($1::bytea[]) AND s.retired_at IS NULL AND k.revoked_at IS NULL AND w.closed_at IS NULL`,
};

/**
 * The keys with secrets of these hashes (in hex), by hash. Revoked and unknown ones, and those of closed workspaces, are left
 * out. One statement reads keys and versions, so both are of the same moment.
 */
export async function readKeys(hashes: readonly string[]): Promise<Map<string, KnownKey>> {
  const rows = await queryPrepared<Row>(FIND_KEYS, [hashes.map((hash) => Buffer.from(hash, 'hex'))]);
  return new Map(rows.map((row) => [row.hash, toKnownKey(row)]));
}
