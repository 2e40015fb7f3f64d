import { z } from 'zod';
import type { LookupResult } from '@/lib/domain/lookups/view';
import { route } from '@/lib/profiles/route';
import { internationalOf, lookupFields, oneOrAll, readLookup } from '@/lib/profiles/seven/lookup';
import { withoutPlus } from '@/lib/profiles/seven/recipients';
import { parameterShape } from '@/lib/profiles/seven/request';

const cnam = z.strictObject({
  code: z.string(),
  name: z.string(),
  number: z.string(),
  success: z.enum(['true', 'false']),
});

const toCnam = (result: LookupResult): z.input<typeof cnam> => ({
  code: '100',
  name: result.name ?? '',
  number: withoutPlus(internationalOf(result)),
  success: result.name === null ? 'false' : 'true',
});

/** Asks the carrier for the names of subscribers. */
export const lookupCnam = route({
  operation: 'lookups.run',
  method: 'GET',
  path: '/lookup/cnam',
  scope: 'lookup',
  docs: {
    group: 'Lookup',
    summary: 'Look up names (CNAM)',
    description: 'One number returns an object, several return a list.',
    example: {
      query: { number: '15005550100' },
      response: { code: '100', name: 'EXAMPLE NAME', number: '15005550100', success: 'true' },
    },
  },
  query: parameterShape(lookupFields),
  read: ({ query }) => readLookup('cnam', query),
  fields: { numbers: 'number' },
  status: 200,
  response: z.union([cnam, z.array(cnam)]),
  write: ({ results }) => oneOrAll(results, toCnam),
});
