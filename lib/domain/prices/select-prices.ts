import type { Channel } from '@/lib/db/generated/enums';

/** Which prices to read. */
export interface PricedDestinations {
  channel: Channel;
  /** As `Price.destination`: countries, calling codes and `*`. */
  destinations: readonly string[];
}

/** The prices of a channel by destination, as the driver reads `selectPrices`; null if there are none. */
export type PriceRow = Record<string, string> | null;

/**
 * A subquery for a statement that every call runs anyway, so that reading prices needs no round trip of its own. It
 * returns the prices that apply to all networks, as one JSON object by destination.
 *
 * @param columns SQL expressions for the currency, the channel and the destinations (a `text[]`)
 */
export function selectPrices(columns: { currency: string; channel: string; destinations: string }): string {
  return `(
    SELECT json_object_agg(prices.destination, prices.amount::text) FROM prices
    WHERE prices.currency = ${columns.currency} AND prices.channel = ${columns.channel}::"Channel"
      AND prices.destination = ANY(${columns.destinations}::text[]) AND prices.network = ''
  )`;
}

/** Prices by destination, in millionths of the currency unit. */
export function toPrices(row: PriceRow): ReadonlyMap<string, bigint> {
  return new Map(Object.entries(row ?? {}).map(([destination, amount]) => [destination, BigInt(amount)]));
}
