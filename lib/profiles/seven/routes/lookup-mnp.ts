import { z } from 'zod';
import type { LookupResult } from '@/lib/domain/lookups/view';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';
import { internationalOf, isAnswered, lookupFields, oneOrAll, readLookup } from '@/lib/profiles/seven/lookup';
import { money } from '@/lib/profiles/seven/money';
import { withoutPlus } from '@/lib/profiles/seven/recipients';
import { parameterShape } from '@/lib/profiles/seven/request';

const mnp = z.strictObject({
  code: z.literal(100),
  success: z.boolean(),
  price: z.number(),
  mnp: z.strictObject({
    country: z.string(),
    number: z.string(),
    national_format: z.string(),
    international_formatted: z.string(),
    network: z.string().nullable(),
    mccmnc: z.string(),
    networkType: z.string().nullable(),
    isPorted: z.boolean().nullable(),
  }),
});

const toMnp = (result: LookupResult): z.input<typeof mnp> => ({
  code: 100,
  success: isAnswered(result),
  price: writeAmount(money, result.price.amount),
  mnp: {
    country: result.country ?? '',
    number: withoutPlus(internationalOf(result)),
    national_format: result.national ?? '',
    international_formatted: result.international ?? result.number,
    network: result.network,
    mccmnc: result.mccmnc ?? '',
    networkType: result.type,
    isPorted: result.ported,
  },
});

/** Asks the carrier for the networks of numbers. */
export const lookupMnp = route({
  operation: 'lookups.run',
  method: 'GET',
  path: '/lookup/mnp',
  scope: 'lookup',
  docs: {
    group: 'Lookup',
    summary: 'Look up networks (MNP)',
    description: 'One number returns an object, several return a list.',
    example: {
      query: { number: '15005550100' },
      response: {
        code: 100,
        success: true,
        price: 0.005,
        mnp: {
          country: 'US',
          number: '15005550100',
          national_format: '(500) 555-0100',
          international_formatted: '+1 500 555 0100',
          network: 'Example Mobile',
          mccmnc: '310010',
          networkType: 'mobile',
          isPorted: false,
        },
      },
    },
  },
  query: parameterShape(lookupFields),
  read: ({ query }) => readLookup('mnp', query),
  fields: { numbers: 'number' },
  status: 200,
  response: z.union([mnp, z.array(mnp)]),
  write: ({ results }) => oneOrAll(results, toMnp),
});
