import { z } from 'zod';
import { LookupKind } from '@/lib/db/generated/enums';
import { runLookupsSchema } from '@/lib/domain/lookups/schema';
import { exampleLookup, lookupResource, toLookupResource } from '@/lib/profiles/keydesk/lookup';
import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';
import { route } from '@/lib/profiles/route';

/** Looks up numbers and waits for the results. */
export const lookupsRun = route({
  operation: 'lookups.run',
  method: 'POST',
  path: '/lookups',
  scope: 'lookups.run',
  docs: {
    group: 'Lookups',
    summary: 'Look up phone numbers',
    description:
      '`format` tells country and type by the numbering plan. `hlr` asks whether a phone is reachable, `mnp` which network serves the number after porting, and `cnam` whose it is. Each number that the carrier answers costs a lookup; the format, numbers that are not valid and numbers without an answer are free. It can take 20 seconds. Send an `Idempotency-Key`, so that a repeated request is not charged again. For more than 100 numbers, start a list.',
    example: {
      body: { kind: 'hlr', numbers: [exampleLookup.number] },
      response: {
        kind: 'hlr',
        results: [exampleLookup],
        price: { amount: '0.0100', currency: 'EUR' },
      },
    },
  },
  body: runLookupsSchema,
  status: 200,
  response: z.strictObject({
    kind: z.enum(LookupKind),
    results: z.array(lookupResource).describe('In the order of the numbers.'),
    price: moneyResource.describe('What was charged.'),
  }),
  write: ({ kind, results, price }) => ({
    kind,
    results: results.map(toLookupResource),
    price: toMoneyResource(price),
  }),
});
