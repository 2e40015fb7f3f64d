import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { numberCursor } from '@/lib/domain/paging/number-cursor';
import { paginate } from '@/lib/domain/paging/paginate';
import { parse } from '@/lib/domain/parse';
import { countryName } from '@/lib/domain/phone-numbers/country-name';
import { searchPricesSchema } from '@/lib/domain/prices/schema';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result } from '@/lib/errors';

const PAGE_SIZE = 50;

/** What one segment or one voice call to a country costs. */
export interface CountryPrice {
  /** ISO 3166-1 alpha-2. */
  code: string;
  name: string;
  callingCode: string;
  /** Null: the provider has no price for the country. */
  price: Money | null;
}

export interface CountryPricePage {
  prices: CountryPrice[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

const COUNTRIES = getCountries()
  .map((code) => ({ code, name: countryName(code), callingCode: getCountryCallingCode(code) }))
  .sort((one, other) => one.name.localeCompare(other.name, 'en'));

/** A text matches part of the name, the code, or the beginning of the calling code. */
function matches(search: string): (country: (typeof COUNTRIES)[number]) => boolean {
  const text = search.toLowerCase();
  const digits = text.replace(/^(?:\+|00)/, '');
  return ({ code, name, callingCode }) =>
    name.toLowerCase().includes(text) ||
    code.toLowerCase() === text ||
    (/^\d+$/.test(digits) && (callingCode.startsWith(digits) || digits.startsWith(callingCode)));
}

/**
 * What the actor's workspace pays by country, in the order of their names, one page at a time. The most specific price
 * applies: that of the country, of its calling code, or of all others.
 *
 * Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function searchPrices(actor: Actor, input: unknown): Promise<Result<CountryPricePage>> {
  const parsed = parse(searchPricesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'prices/search');
  if (!authorized.ok) return authorized;
  const { channel, search, cursor } = parsed.value;
  const { currency } = await db().workspace.findUniqueOrThrow({
    where: { id: authorized.value.workspaceId },
    select: { currency: true },
  });
  const rows = await db().price.findMany({
    where: { currency, channel, network: '' },
    select: { destination: true, amount: true },
  });
  const amounts = new Map(rows.map(({ destination, amount }) => [destination, amount]));
  const found = COUNTRIES.filter(matches(search)).map((country, index) => {
    const amount = amounts.get(country.code) ?? amounts.get(country.callingCode) ?? amounts.get('*');
    return { ...country, number: index, price: amount === undefined ? null : { amount, currency } };
  });
  const page = await paginate({
    cursor,
    limit: PAGE_SIZE,
    format: numberCursor,
    read: async (position, take) => {
      const start = position === undefined ? 0 : Number(position) + 1;
      return found.slice(start, start + take);
    },
    positionOf: ({ number }) => BigInt(number),
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  return ok({ prices: items.map(({ number: _, ...price }) => price), nextCursor });
}
