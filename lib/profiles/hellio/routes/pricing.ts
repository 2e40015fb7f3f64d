import { z } from 'zod';
import { EXAMPLE_PRICE, money } from '@/lib/profiles/hellio/money';
import { writeAmount } from '@/lib/profiles/money';
import { pricesByCountry } from '@/lib/profiles/prices-by-country';
import { route } from '@/lib/profiles/route';

/** The price list. */
export const pricing = route({
  operation: 'prices.read',
  method: 'GET',
  path: '/pricing',
  scope: 'balance',
  docs: {
    group: 'Account',
    summary: 'List prices',
    example: {
      query: { country: 'GH' },
      response: {
        data: [
          {
            channel: 'sms',
            country: 'GH',
            country_name: 'Ghana',
            network: null,
            price: EXAMPLE_PRICE,
            currency: money.currency,
          },
        ],
      },
    },
  },
  query: z.strictObject({
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/, 'Give a country such as GH (ISO 3166-1 alpha-2).')
      .optional()
      .describe('Only prices for this country (ISO 3166-1 alpha-2).'),
  }),
  read: () => ({}),
  status: 200,
  response: z.strictObject({
    data: z.array(
      z.strictObject({
        channel: z.string(),
        country: z.string().nullable().describe('Null: all countries without a price of their own.'),
        country_name: z.string().nullable(),
        network: z.string().nullable().describe('MCC and MNC; null: every network.'),
        price: z.string().describe('Of one segment, call or lookup.'),
        currency: z.string(),
      }),
    ),
  }),
  write: (prices, { query: { country } }) => ({
    data: pricesByCountry(prices, country?.toUpperCase()).map(
      ({ country: covered, network, channel, price }) => ({
        channel,
        country: covered?.code ?? null,
        country_name: covered?.name ?? null,
        network: network === '' ? null : network,
        price: writeAmount(money, price.amount),
        currency: price.currency,
      }),
    ),
  }),
});
