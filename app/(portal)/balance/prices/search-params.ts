import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { PRICED_BY_COUNTRY } from '@/lib/domain/prices/schema';

/** The URL parameters of the price list. */
const priceParams = {
  channel: parseAsStringLiteral(PRICED_BY_COUNTRY).withDefault('sms'),
  q: parseAsString.withDefault(''),
  cursor: parseAsString,
};

export const loadPriceParams = createLoader(priceParams);
const serialize = createSerializer(priceParams);

/** The parameters in the URL. Missing ones are null or have their default. */
export type PriceParams = inferParserType<typeof priceParams>;

/** The URL of the price list. Parameters that are left out have their defaults. */
export function pricesHref(params: Partial<PriceParams>): string {
  return serialize('/balance/prices', params);
}
