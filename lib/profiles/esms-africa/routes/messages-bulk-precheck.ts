import { z } from 'zod';
import type { PrecheckedRoute } from '@/lib/domain/batches/precheck';
import { countryName } from '@/lib/domain/phone-numbers/country-name';
import { bulkFields, exampleBulk, MAX_BULK_BYTES, readBulk } from '@/lib/profiles/esms-africa/bulk';
import { OTHER_COUNTRIES } from '@/lib/profiles/esms-africa/message';
import { money } from '@/lib/profiles/esms-africa/money';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

const part = z.strictObject({
  country_code: z.string(),
  country_name: z.string(),
  currency: z.string(),
  route_code: z.string(),
  contacts: z.int(),
  segments: z.int(),
  route_cost: z.number(),
  wallet_cost: z.number(),
  price_per_segment: z.number(),
});

function toPart({ country, recipients, segments, price, perSegment }: PrecheckedRoute): z.input<typeof part> {
  const cost = writeAmount(money, price.amount);
  return {
    country_code: country ?? OTHER_COUNTRIES,
    country_name: country === null ? 'Other' : countryName(country),
    currency: price.currency,
    route_code: country ?? OTHER_COUNTRIES,
    contacts: recipients,
    segments,
    route_cost: cost,
    wallet_cost: cost,
    price_per_segment: writeAmount(money, perSegment.amount),
  };
}

/** What a bulk send would cost. */
export const messagesBulkPrecheck = route({
  operation: 'batches.precheck',
  method: 'POST',
  path: '/messages/bulk-precheck',
  scope: 'send',
  docs: {
    group: 'Messages',
    summary: 'Check what a bulk send would cost and reach',
    description: 'Nothing is sent and nothing is charged. The body can have 4 MiB.',
    example: {
      body: exampleBulk,
      response: {
        total_contacts: 2,
        total_segments: 2,
        total_cost: 0.02,
        wallet_currency: 'USD',
        wallet_balance: 10,
        balance_after: 9.98,
        sufficient_balance: true,
        countries: 1,
        breakdown: [
          {
            country_code: 'US',
            country_name: 'United States',
            currency: 'USD',
            route_code: 'US',
            contacts: 2,
            segments: 2,
            route_cost: 0.02,
            wallet_cost: 0.02,
            price_per_segment: 0.01,
          },
        ],
        unroutable_count: 0,
        unroutable: [],
      },
    },
  },
  body: z.strictObject(bulkFields),
  maxBodyBytes: MAX_BULK_BYTES,
  read: ({ body }) => readBulk(body),
  fields: { from: 'sender_id' },
  status: 200,
  response: z.strictObject({
    total_contacts: z.int(),
    total_segments: z.int(),
    total_cost: z.number(),
    wallet_currency: z.string(),
    wallet_balance: z.number(),
    balance_after: z.number(),
    sufficient_balance: z.boolean(),
    countries: z.int(),
    breakdown: z.array(part),
    unroutable_count: z.int(),
    unroutable: z.array(z.string()).describe('The numbers that cannot be reached.'),
  }),
  write: ({ recipients, segments, price, balance, balanceAfter, isSufficient, routes, unroutable }) => ({
    total_contacts: recipients,
    total_segments: segments,
    total_cost: writeAmount(money, price.amount),
    wallet_currency: balance.currency,
    wallet_balance: writeAmount(money, balance.amount),
    balance_after: writeAmount(money, balanceAfter.amount),
    sufficient_balance: isSufficient,
    countries: new Set(routes.map(({ country }) => country)).size,
    breakdown: routes.map(toPart),
    unroutable_count: unroutable.length,
    unroutable: unroutable.map(({ to }) => to),
  }),
});
