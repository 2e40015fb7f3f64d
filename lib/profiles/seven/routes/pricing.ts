import { z } from 'zod';
import { route } from '@/lib/profiles/route';
import { countryPrices, toCsv } from '@/lib/profiles/seven/country-prices';
import { formatFields, parameter, parameterShape, textOf } from '@/lib/profiles/seven/request';

const network = z.strictObject({
  comment: z.string(),
  features: z.array(z.string()),
  mcc: z.string().describe('Empty: every network of the country.'),
  mncs: z.array(z.string()),
  networkName: z.string(),
  price: z.number().describe('For one part of an SMS.'),
});

const country = z.strictObject({
  countryCode: z.string(),
  countryName: z.string(),
  countryPrefix: z.string(),
  networks: z.array(network),
});

/** What SMS cost. */
export const pricing = route({
  operation: 'prices.read',
  method: 'GET',
  path: '/pricing',
  scope: 'pricing',
  docs: {
    group: 'Account',
    summary: 'Read prices',
    description: 'With `format=csv` the response is text with a header row and `;` between the values.',
    example: {
      query: { country: 'DE' },
      response: {
        countCountries: 1,
        countNetworks: 1,
        countries: [
          {
            countryCode: 'DE',
            countryName: 'Germany',
            countryPrefix: '49',
            networks: [
              { comment: '', features: [], mcc: '', mncs: [], networkName: 'All networks', price: 0.075 },
            ],
          },
        ],
      },
    },
  },
  query: parameterShape({
    country: parameter('Only this country (ISO 3166-1 alpha-2).'),
    format: parameter('`json`, or `csv` for text.'),
    ...formatFields,
  }),
  read: () => ({}),
  status: 200,
  response: z.strictObject({
    countCountries: z.int(),
    countNetworks: z.int(),
    countries: z.array(country),
  }),
  write(prices, { query }) {
    const countries = countryPrices(prices, textOf(query.country));
    const countNetworks = countries.reduce((sum, { networks }) => sum + networks.length, 0);
    return { countCountries: countries.length, countNetworks, countries };
  },
  negotiate(prices, { query }) {
    if (textOf(query.format)?.toLowerCase() !== 'csv') return undefined;
    return { contentType: 'text/csv', body: toCsv(countryPrices(prices, textOf(query.country))) };
  },
});
