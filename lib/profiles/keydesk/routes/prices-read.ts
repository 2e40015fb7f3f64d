import { z } from 'zod';
import { Channel } from '@/lib/db/generated/enums';
import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';
import { route } from '@/lib/profiles/route';

/** The price list of the workspace's currency. */
export const pricesRead = route({
  operation: 'prices.read',
  method: 'GET',
  path: '/prices',
  scope: null,
  docs: {
    group: 'Account',
    summary: 'List the prices',
    description:
      'A message costs the price of its most specific destination for each segment. A voice call and a lookup cost that of the channels `voice` and `lookup`, and the check of an email address the one of the channel `email`.',
    example: {
      response: {
        data: [
          {
            channel: 'sms',
            destination: '31',
            network: null,
            calling_code: '31',
            countries: [{ code: 'NL', name: 'Netherlands' }],
            price: { amount: '0.0800', currency: 'EUR' },
            valid_from: '2026-11-26T00:00:00.000Z',
            previous: null,
          },
        ],
      },
    },
  },
  status: 200,
  response: z.strictObject({
    data: z.array(
      z.strictObject({
        channel: z.enum(Channel),
        destination: z.string().describe('A country, a calling code, or `*` for all others.'),
        network: z.string().nullable().describe('MCC and MNC; null: every network.'),
        calling_code: z.string().nullable(),
        countries: z
          .array(z.strictObject({ code: z.string(), name: z.string() }))
          .describe('The countries that the destination covers.'),
        price: moneyResource.describe('Of one segment, or of one voice call.'),
        valid_from: z.iso.datetime(),
        previous: moneyResource.nullable().describe('The price that this one replaced.'),
      }),
    ),
  }),
  write: (prices) => ({
    data: prices.map((entry) => ({
      channel: entry.channel,
      destination: entry.destination,
      network: entry.network || null,
      calling_code: entry.callingCode,
      countries: entry.countries,
      price: toMoneyResource(entry.price),
      valid_from: entry.validFrom.toISOString(),
      previous: entry.previous && toMoneyResource(entry.previous),
    })),
  }),
});
