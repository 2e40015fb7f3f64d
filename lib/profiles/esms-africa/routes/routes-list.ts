import { z } from 'zod';
import { OTHER_COUNTRIES } from '@/lib/profiles/esms-africa/message';
import { money } from '@/lib/profiles/esms-africa/money';
import { writeAmount } from '@/lib/profiles/money';
import { type CountryPrice, pricesByCountry } from '@/lib/profiles/prices-by-country';
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

/** The price of messages to a country and network as a route. */
function toRoute({ country, network, price }: CountryPrice): z.input<typeof item> {
  const { code, name } = country ?? { code: OTHER_COUNTRIES, name: 'All other countries' };
  const via = network === '' ? '' : ` ${network}`;
  return {
    code: network === '' ? code : `${code}-${network}`,
    name: `SMS to ${name}${via}`,
    country_code: code,
    country_name: name,
    currency: price.currency,
    price_per_segment: writeAmount(money, price.amount),
    sender_id_default: '',
    is_active: true,
  };
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
  write: (prices) => pricesByCountry(prices.filter(({ channel }) => channel === 'sms')).map(toRoute),
});
