import { z } from 'zod';
import type { PriceView } from '@/lib/domain/prices/read';
import { OTHER_COUNTRIES } from '@/lib/profiles/esms-africa/message';
import { money } from '@/lib/profiles/esms-africa/money';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

const item = z.strictObject({
  code: z.string(),
  name: z.string(),
  country_code: z.string(),
  country_name: z.string(),
  currency: z.string(),
  price_per_segment: z.number(),
  sender_id_default: z.string().describe('Empty: there is none.'),
  is_active: z.boolean(),
});

type Item = z.input<typeof item>;

/** A destination of the price list as routes: one for each country that it covers. */
function toRoutes({ countries, network, price }: PriceView): Item[] {
  const shared = {
    currency: price.currency,
    price_per_segment: writeAmount(money, price.amount),
    sender_id_default: '',
    is_active: true,
  };
  const via = network === '' ? '' : ` ${network}`;
  const covered = countries.length > 0 ? countries : [{ code: OTHER_COUNTRIES, name: 'All other countries' }];
  return covered.map(({ code, name }) => ({
    code: network === '' ? code : `${code}-${network}`,
    name: `SMS to ${name}${via}`,
    country_code: code,
    country_name: name,
    ...shared,
  }));
}

/** How much more specific than others a price is: a country counts before its calling code. */
const specificity = ({ destination, callingCode }: PriceView) =>
  callingCode === null ? 0 : destination === callingCode ? 1 : 2;

/** The routes of a price list. Each has the price that would be charged: that of the most specific destination. */
function listRoutes(prices: readonly PriceView[]): Item[] {
  const messages = prices.filter(({ channel }) => channel === 'sms');
  const ordered = messages.toSorted((a, b) => specificity(a) - specificity(b));
  return [...new Map(ordered.flatMap(toRoutes).map((item) => [item.code, item])).values()];
}

/** The price list. */
export const routesList = route({
  operation: 'prices.read',
  method: 'GET',
  path: '/routes',
  scope: 'query',
  docs: {
    group: 'Balance',
    summary: 'List routes and prices',
    example: {
      response: [
        {
          code: 'UG',
          name: 'SMS to Uganda',
          country_code: 'UG',
          country_name: 'Uganda',
          currency: 'USD',
          price_per_segment: 0.035,
          sender_id_default: '',
          is_active: true,
        },
      ],
    },
  },
  read: () => ({}),
  status: 200,
  response: z.array(item),
  write: listRoutes,
});
