import { z } from 'zod';
import type { LookupResult } from '@/lib/domain/lookups/view';
import { route } from '@/lib/profiles/route';
import {
  internationalOf,
  lookupFields,
  nameOfCountry,
  oneOrAll,
  readLookup,
} from '@/lib/profiles/seven/lookup';
import { parameterShape } from '@/lib/profiles/seven/request';

const text = z.string().nullable();

const format = z.strictObject({
  success: z.boolean(),
  national: text,
  international: z.string(),
  international_formatted: z.string(),
  country_name: text,
  country_code: z.union([z.string(), z.literal(false)]),
  country_iso: text,
  carrier: text,
  network_type: text,
});

const toFormat = (result: LookupResult): z.input<typeof format> => ({
  success: result.valid,
  national: result.national,
  international: internationalOf(result),
  international_formatted: result.international ?? result.number,
  country_name: nameOfCountry(result),
  country_code: result.countryCode ?? false,
  country_iso: result.country,
  carrier: result.network,
  network_type: result.type,
});

/** What the format of numbers tells. */
export const lookupFormat = route({
  operation: 'lookups.run',
  isFree: true,
  method: 'GET',
  path: '/lookup/format',
  scope: 'lookup',
  docs: {
    group: 'Lookup',
    summary: 'Look up the format of numbers',
    description: 'Free. One number returns an object, several return a list.',
    example: {
      query: { number: '4915112345678' },
      response: {
        success: true,
        national: '01511 2345678',
        international: '+4915112345678',
        international_formatted: '+49 1511 2345678',
        country_name: 'Germany',
        country_code: '49',
        country_iso: 'DE',
        carrier: null,
        network_type: 'mobile',
      },
    },
  },
  query: parameterShape(lookupFields),
  read: ({ query }) => readLookup('format', query),
  fields: { numbers: 'number' },
  status: 200,
  response: z.union([format, z.array(format)]),
  write: ({ results }) => oneOrAll(results, toFormat),
});
