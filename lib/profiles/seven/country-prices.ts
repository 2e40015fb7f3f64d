import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min';
import { COUNTRIES } from '@/lib/domain/phone-numbers/countries';
import { countryName } from '@/lib/domain/phone-numbers/country-name';
import type { PriceView } from '@/lib/domain/prices/read';
import { writeAmount } from '@/lib/profiles/money';
import { money } from '@/lib/profiles/seven/money';

const MCC_LENGTH = 3;

interface NetworkPrice {
  comment: string;
  features: string[];
  mcc: string;
  mncs: string[];
  networkName: string;
  price: number;
}

/** What SMS to a country cost. */
export interface CountryPrices {
  countryCode: string;
  countryName: string;
  countryPrefix: string;
  networks: NetworkPrice[];
}

function toNetwork({ network, price }: PriceView): NetworkPrice {
  const isAll = network === '';
  return {
    comment: '',
    features: [],
    mcc: network.slice(0, MCC_LENGTH),
    mncs: isAll ? [] : [network.slice(MCC_LENGTH)],
    networkName: isAll ? 'All networks' : network,
    price: writeAmount(money, price.amount),
  };
}

/** How specific a destination is: a country more than a calling code, and that more than all others. */
function specificity({ destination }: PriceView): number {
  if (destination === '*') return 0;
  return /^\d/.test(destination) ? 1 : 2;
}

/** The prices of each country: those of the most specific destination that has one. */
function byCountry(prices: readonly PriceView[]): Map<string, PriceView[]> {
  const found = new Map<string, PriceView[]>();
  for (const price of prices) {
    const covered = price.destination === '*' ? COUNTRIES : price.countries.map(({ code }) => code);
    for (const country of covered) {
      const [known] = found.get(country) ?? [];
      const more = known ? specificity(price) - specificity(known) : 1;
      if (more > 0) found.set(country, [price]);
      else if (more === 0) found.get(country)?.push(price);
    }
  }
  return found;
}

/** What SMS cost, by country. @param only a country (ISO 3166-1 alpha-2); undefined: all */
export function countryPrices(prices: readonly PriceView[], only: string | undefined): CountryPrices[] {
  const found = byCountry(prices.filter(({ channel }) => channel === 'sms'));
  const wanted = only?.toUpperCase();
  return COUNTRIES.filter((code) => wanted === undefined || code === wanted).flatMap((countryCode) => {
    const networks = (found.get(countryCode) ?? []).map(toNetwork);
    if (networks.length === 0 || !isSupportedCountry(countryCode)) return [];
    return {
      countryCode,
      countryName: countryName(countryCode),
      countryPrefix: getCountryCallingCode(countryCode),
      networks,
    };
  });
}

const HEAD = ['countryCode', 'countryName', 'countryPrefix', 'mcc', 'mncs', 'networkName', 'price'];

const quoted = (text: string) => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The same as text: a row for each network, with `;` between its values. */
export function toCsv(countries: readonly CountryPrices[]): string {
  const rows = countries.flatMap(({ countryCode, countryName, countryPrefix, networks }) =>
    networks.map(({ mcc, mncs, networkName, price }) => [
      ...[countryCode, countryName, countryPrefix, mcc],
      ...[mncs.join(','), networkName, String(price)],
    ]),
  );
  return [HEAD, ...rows].map((row) => `${row.map(quoted).join(';')}\n`).join('');
}
