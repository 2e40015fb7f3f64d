import { getCountries, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { Channel } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { countryName } from '@/lib/domain/phone-numbers/country-name';
import { PRICE_LIST } from '@/lib/domain/prices/price-list';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result } from '@/lib/errors';

/** What one segment or one voice call to a destination costs. */
export interface PriceView {
  channel: Channel;
  /** A country (ISO 3166-1 alpha-2), a calling code, or `*` for all other destinations. */
  destination: string;
  /** MCC and MNC; empty: every network. */
  network: string;
  /** Null for `*`. */
  callingCode: string | null;
  /** The countries that the destination covers, with their English names; none for `*`. */
  countries: { code: string; name: string }[];
  price: Money;
  /** Since when the price applies. */
  validFrom: Date;
  /** The price that it replaced, if there was one. */
  previous: Money | null;
}

export const readPricesSchema = z.strictObject({});

const toCountry = (code: string) => ({ code, name: countryName(code) });

function coverage(destination: string): Pick<PriceView, 'callingCode' | 'countries'> {
  if (destination === '*') return { callingCode: null, countries: [] };
  if (isSupportedCountry(destination)) {
    return { callingCode: getCountryCallingCode(destination), countries: [toCountry(destination)] };
  }
  const codes = getCountries().filter((country) => getCountryCallingCode(country) === destination);
  return { callingCode: destination, countries: codes.map(toCountry) };
}

/**
 * The prices that apply to a key's workspace, by channel, destination and network. A network of its own is listed, but
 * only prices for every network are charged. Refuses with INVALID_REQUEST, or FORBIDDEN for anyone but a key.
 */
export async function readPrices(actor: Actor, input: unknown): Promise<Result<PriceView[]>> {
  const parsed = parse(readPricesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'prices/read');
  if (!authorized.ok) return authorized;
  const { currency } = await db().workspace.findUniqueOrThrow({
    where: { id: authorized.value.workspaceId },
    select: { currency: true },
  });
  const rows = await db().price.findMany({
    where: { currency },
    orderBy: PRICE_LIST.orderBy,
    omit: { currency: true },
  });
  return ok(
    rows.map(({ amount, previousAmount, ...price }) => ({
      ...price,
      ...coverage(price.destination),
      price: { amount, currency },
      previous: previousAmount === null ? null : { amount: previousAmount, currency },
    })),
  );
}
