import { isSupportedCountry } from 'libphonenumber-js/min';
import { z } from 'zod';
import { Channel } from '@/lib/db/generated/enums';
import { optionalLine } from '@/lib/domain/text/line';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { decimalAmount } from '@/lib/domain/wallet/schema';

const CALLING_CODE = /^[1-9]\d{0,2}$/;
const NETWORK = /^(?:\d{5,6})?$/;

/** In currency units. A higher price is a typing error. */
const MAX_PRICE = 1_000n;

function isDestination(text: string): boolean {
  return text === '*' || CALLING_CODE.test(text) || isSupportedCountry(text);
}

const destination = z
  .string()
  .transform((text) => text.trim().replace(/^\+/, '').toUpperCase())
  .refine(isDestination, 'Enter a country such as NL, a calling code such as 31, or *.');

const row = z.strictObject({
  destination,
  network: z
    .string()
    .trim()
    .regex(NETWORK, 'Enter MCC and MNC such as 20404, or leave it empty.')
    .default(''),
  channel: z
    .string()
    .trim()
    .toLowerCase()
    .default(Channel.sms)
    .pipe(z.enum(Channel, `Enter one of ${Object.values(Channel).join(', ')}.`)),
  price: decimalAmount.refine((amount) => amount <= MAX_PRICE * CURRENCY_UNIT, `Enter at most ${MAX_PRICE}.`),
});

/** One line of a price list, by column. */
export const priceRowSchema = row.refine(
  ({ channel, destination: to, network }) => channel !== Channel.email || (to === '*' && network === ''),
  { path: ['destination'], error: 'Enter * without a network: the check of an email address has one price.' },
);

const currency = z
  .string()
  .toUpperCase()
  .refine(
    (code) => Intl.supportedValuesOf('currency').includes(code),
    'Enter a currency such as EUR (ISO 4217).',
  );

export const importPricesSchema = z.strictObject({
  /** The text of the file. */
  csv: z.string(),
  currency,
  /** Only compare. */
  dryRun: z.boolean().default(false),
});

export const listPricesSchema = z.strictObject({ currency });

/** The channels whose prices depend on the country. */
export const PRICED_BY_COUNTRY = [Channel.sms, Channel.voice] as const;

export const searchPricesSchema = z.strictObject({
  channel: z.enum(PRICED_BY_COUNTRY).default(Channel.sms),
  /** Part of a country's name, its code, or a calling code. */
  search: optionalLine(SEARCH_MAX).default(''),
  cursor: z.string().max(200).optional(),
});
