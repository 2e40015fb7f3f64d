import { now } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { refuseKey } from '@/lib/domain/key-calls/invalid-key';
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
  id: string;
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

const LOCK_KEY = {
  name: 'lock-key',
  text: `
    WITH locked AS MATERIALIZED (
      SELECT id, currency, low_balance FROM workspaces WHERE id = $1 AND suspended_at IS NULL FOR NO KEY UPDATE
    )
    SELECT k.id, k.scopes, k.countries, k.senders, k.spend_per_day, k.spend_per_month, k.expires_at,
      locked.currency, locked.low_balance, s.ends_at,
      ${selectPrices({ currency: 'locked.currency', channel: '$4', destinations: '$5' })} AS prices
    FROM api_keys k JOIN locked ON locked.id = k.workspace_id
    JOIN api_key_secrets s ON s.id = $3 AND s.api_key_id = k.id AND s.retired_at IS NULL
    WHERE k.id = $2 AND k.revoked_at IS NULL AND k.disabled_at IS NULL
    FOR SHARE OF k, s`,
};

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
  { keyId, secretId, workspaceId, scope }: ApiKeyActor,
  { channel, destinations }: PricedDestinations = NO_PRICES,
): Promise<Result<UsableKey>> {
  const [row] = await tx.query<Row>(LOCK_KEY, [workspaceId, keyId, secretId, channel, destinations]);
  if (!row) return refuseKey();
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
