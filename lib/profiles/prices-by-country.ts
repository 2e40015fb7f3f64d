import type { PriceView } from '@/lib/domain/prices/read';

/** The price that would be charged for a country and network. */
export interface CountryPrice extends PriceView {
  /** Null: all countries without a price of their own. */
  country: PriceView['countries'][number] | null;
}

/** How much more specific than others a price is: a country counts before its calling code. */
const specificity = ({ destination, callingCode }: PriceView) =>
  callingCode === null ? 0 : destination === callingCode ? 1 : 2;

/**
 * A price list by channel, country and network. Each has the price that would be charged: that of the most specific
 * destination.
 * @param only a country (ISO 3166-1 alpha-2): only its prices, which are those of all others if it has none of its own
 */
export function pricesByCountry(prices: readonly PriceView[], only?: string): CountryPrice[] {
  const ordered = prices.toSorted((a, b) => specificity(a) - specificity(b));
  const byName = new Map<string, CountryPrice>();
  for (const price of ordered) {
    const covered = price.countries.length > 0 ? price.countries : [null];
    for (const country of covered) {
      if (only !== undefined && country !== null && country.code !== only) continue;
      const code = only === undefined ? (country?.code ?? '') : '';
      byName.set([price.channel, code, price.network].join('/'), { ...price, country });
    }
  }
  return [...byName.values()];
}
