import { now } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { lockName } from '@/lib/domain/idempotency/idempotent-request';
import type { IdempotencyKey } from '@/lib/domain/idempotency/stored-response';
import { refuseKey } from '@/lib/domain/key-calls/invalid-key';
import { lockNonce, refuseReusedNonce, type SignedNonce } from '@/lib/domain/key-calls/take-nonce';
import { requireScope } from '@/lib/domain/key-policy/scopes';
import {
  type PricedDestinations,
  type PriceRow,
  selectPrices,
  toPrices,
} from '@/lib/domain/prices/select-prices';
import { ok, type Result } from '@/lib/errors';

/** A key that stays valid until the transaction ends, with its limits and the prices. */
export interface UsableKey {
  id: string;
  /** In millionths of the currency unit; null: no limit. */
  spendPerDay: bigint | null;
  spendPerMonth: bigint | null;
  /** Of its workspace: a balance below it is an event. Null: no limit. */
  lowBalance: bigint | null;
  /** ISO 3166-1 alpha-2. Empty: all countries. */
  countries: readonly string[];
  /** Empty: all senders. */
  senders: readonly string[];
  /** ISO 4217. The currency of its workspace. */
  currency: string;
  /** By destination, in millionths of the currency unit. */
  prices: ReadonlyMap<string, bigint>;
}

interface Row {
  /** Whether this transaction is the only one that handles the request. */
  has_request: boolean;
  /** Whether nobody had taken the nonce; undefined if the call has none to take. */
  is_new?: boolean;
  /** Null, with all that follow, if the key cannot be used. */
  id: string | null;
  scopes: string[];
  countries: string[];
  senders: string[];
  /** The driver reads a BIGINT as a string. */
  spend_per_day: string | null;
  spend_per_month: string | null;
  currency: string;
  low_balance: string | null;
  prices: PriceRow;
  expires_at: Date | null;
  ends_at: Date | null;
}

/** For a call that costs nothing. */
const NO_PRICES: PricedDestinations = { channel: 'sms', destinations: [] };

const REQUEST_AND_KEY = `
  request AS MATERIALIZED (
    SELECT CASE WHEN $6::text IS NULL THEN true ELSE pg_try_advisory_xact_lock(hashtextextended($6, 0)) END AS locked
  ), locked AS MATERIALIZED (
    SELECT w.id, w.currency, w.low_balance FROM request, workspaces w
    WHERE request.locked AND w.id = $1 AND w.suspended_at IS NULL AND w.closed_at IS NULL
    FOR NO KEY UPDATE OF w
  ), usable AS MATERIALIZED (
    SELECT k.id, k.scopes, k.countries, k.senders, k.spend_per_day, k.spend_per_month, k.expires_at,
      locked.currency, locked.low_balance, s.ends_at,
      ${selectPrices({ currency: 'locked.currency', channel: '$4', destinations: '$5' })} AS prices
    FROM api_keys k JOIN locked ON locked.id = k.workspace_id
    JOIN api_key_secrets s ON s.id = $3 AND s.api_key_id = k.id AND s.retired_at IS NULL
    WHERE k.id = $2 AND k.revoked_at IS NULL AND k.disabled_at IS NULL
    FOR SHARE OF k, s
  )`;

const LOCK_KEY = {
  name: 'lock-key',
  text: `
    WITH ${REQUEST_AND_KEY}
    SELECT request.locked AS has_request, usable.* FROM request LEFT JOIN usable ON true`,
};

/** The same for a signed call, with its nonce. */
const LOCK_KEY_AND_NONCE = {
  name: 'lock-key-and-nonce',
  text: `
    WITH ${REQUEST_AND_KEY}, taken AS (
      INSERT INTO signature_nonces (api_key_id, nonce, expires_at)
      SELECT usable.id, decode($7, 'hex'), $8::timestamptz FROM usable WHERE ${lockNonce('usable.id', '$7::text')}
      ON CONFLICT DO NOTHING
      RETURNING true
    )
    SELECT request.locked AS has_request, EXISTS (SELECT FROM taken) AS is_new, usable.*
    FROM request LEFT JOIN usable ON true`,
};

function toUsableKey(row: Row | undefined, scope: ApiKeyActor['scope']): Result<UsableKey> {
  if (!row || row.id === null) return refuseKey();
  // The time is read now, because waiting for the locks can take long.
  const time = now();
  const isOver = (end: Date | null) => end !== null && end <= time;
  if (isOver(row.expires_at) || isOver(row.ends_at)) return refuseKey();
  const scoped = requireScope(row.scopes, scope);
  if (!scoped.ok) return scoped;
  const { id, countries, senders, currency, prices, spend_per_day, spend_per_month, low_balance } = row;
  return ok({
    id,
    countries,
    senders,
    currency,
    prices: toPrices(prices),
    lowBalance: low_balance === null ? null : BigInt(low_balance),
    spendPerDay: spend_per_day === null ? null : BigInt(spend_per_day),
    spendPerMonth: spend_per_month === null ? null : BigInt(spend_per_month),
  });
}

/** What a transaction locks for a call besides its key. */
interface LockedCall {
  /** Left out: the call may be repeated. */
  request?: IdempotencyKey | undefined;
  /** Of a signed call, if nobody has taken it. */
  nonce?: SignedNonce | undefined;
}

/** A key, and whether another transaction handles the same request. The key is then not locked. */
export interface LockedKey {
  isRunning: boolean;
  key: Result<UsableKey>;
}

/**
 * Locks a request, so that no other transaction handles it, then its key as `lockKeyForUse` does, and takes the nonce, which is
 * used if the transaction commits: in one statement. Refuses the key with NONCE_REUSED, too.
 */
export async function lockKeyAndRequest(
  tx: PreparedTransaction,
  { keyId, secretId, workspaceId, scope }: ApiKeyActor,
  { channel, destinations }: PricedDestinations = NO_PRICES,
  { request, nonce }: LockedCall = {},
): Promise<LockedKey> {
  const name = request ? lockName(request) : null;
  const values = [workspaceId, keyId, secretId, channel, destinations, name];
  const [row] = nonce
    ? await tx.query<Row>(LOCK_KEY_AND_NONCE, [...values, nonce.hash, nonce.keptUntil])
    : await tx.query<Row>(LOCK_KEY, values);
  if (nonce) nonce.isWritten = row?.is_new === true;
  const key = toUsableKey(row, scope);
  return {
    isRunning: row?.has_request === false,
    key: key.ok && row?.is_new === false ? refuseReusedNonce() : key,
  };
}

/**
 * Reads the key and its secret again in the transaction that takes effect, and locks them until it ends. An earlier
 * change applies, and a later change waits.
 *
 * The row of the workspace is locked first, so that the sends of a workspace run one after another. Otherwise, under
 * load, a revocation could wait for ever for a moment without a lock.
 *
 * The same statement reads the prices of the destinations, so a price that was changed before the call counts.
 *
 * Refuses with INVALID_API_KEY or FORBIDDEN.
 */
export async function lockKeyForUse(
  tx: PreparedTransaction,
  apiKey: ApiKeyActor,
  prices?: PricedDestinations,
): Promise<Result<UsableKey>> {
  return (await lockKeyAndRequest(tx, apiKey, prices)).key;
}
