import { z } from 'zod';
import type { LookupResult } from '@/lib/domain/lookups/view';
import { route } from '@/lib/profiles/route';
import {
  internationalOf,
  isAnswered,
  lookupFields,
  nameOfCountry,
  oneOrAll,
  readLookup,
} from '@/lib/profiles/seven/lookup';
import { withoutPlus } from '@/lib/profiles/seven/recipients';
import { parameterShape } from '@/lib/profiles/seven/request';

const carrier = z.strictObject({
  network_code: z.string(),
  name: z.string().nullable(),
  country: z.string(),
  network_type: z.string().nullable(),
});

const hlr = z.strictObject({
  status: z.boolean(),
  status_message: z.enum(['success', 'error']),
  lookup_outcome: z.boolean(),
  lookup_outcome_message: z.string(),
  international_format_number: z.string(),
  international_formatted: z.string(),
  national_format_number: z.string(),
  country_code: z.string(),
  country_name: z.string(),
  country_prefix: z.string(),
  current_carrier: carrier,
  original_carrier: carrier,
  valid_number: z.enum(['valid', 'not_valid', 'unknown']),
  reachable: z.enum(['reachable', 'absent', 'unknown']),
  ported: z.enum(['ported', 'not_ported', 'unknown']),
  roaming: z.union([z.literal('not_roaming'), z.strictObject({ status: z.enum(['roaming', 'unknown']) })]),
  gsm_code: z.string(),
  gsm_message: z.string(),
});

const REACHABLE = { yes: 'reachable', no: 'absent', unknown: 'unknown' } as const;

function portedWord({ ported }: LookupResult) {
  if (ported === null) return 'unknown';
  return ported ? 'ported' : 'not_ported';
}

function roamingOf({ roaming }: LookupResult): z.input<typeof hlr>['roaming'] {
  if (roaming === false) return 'not_roaming';
  return { status: roaming ? 'roaming' : 'unknown' };
}

function outcomeOf(result: LookupResult): string {
  if (!result.valid) return 'The number is not valid.';
  return isAnswered(result) ? 'success' : 'The carrier gave no answer.';
}

function toHlr(result: LookupResult): z.input<typeof hlr> {
  const country = result.country ?? '';
  const carrierOf = (name: string | null, code: string) => ({
    network_code: code,
    name,
    country,
    network_type: result.type,
  });
  return {
    status: isAnswered(result),
    status_message: isAnswered(result) ? 'success' : 'error',
    lookup_outcome: isAnswered(result),
    lookup_outcome_message: outcomeOf(result),
    international_format_number: withoutPlus(internationalOf(result)),
    international_formatted: result.international ?? result.number,
    national_format_number: result.national ?? '',
    country_code: country,
    country_name: nameOfCountry(result) ?? '',
    country_prefix: result.countryCode ?? '',
    current_carrier: carrierOf(result.network, result.mccmnc ?? ''),
    original_carrier: carrierOf(result.originalNetwork, ''),
    valid_number: result.valid ? 'valid' : 'not_valid',
    reachable: REACHABLE[result.reachable ?? 'unknown'],
    ported: portedWord(result),
    roaming: roamingOf(result),
    gsm_code: '0',
    gsm_message: 'No error',
  };
}

/** Asks the carrier about the subscribers of numbers. */
export const lookupHlr = route({
  operation: 'lookups.run',
  method: 'GET',
  path: '/lookup/hlr',
  scope: 'lookup',
  docs: {
    group: 'Lookup',
    summary: 'Look up subscribers (HLR)',
    description: 'One number returns an object, several return a list.',
    example: {
      query: { number: '15005550100' },
      response: toHlr({
        number: '15005550100',
        status: 'completed',
        price: { amount: 10_000n, currency: 'EUR' },
        valid: true,
        e164: '+15005550100',
        international: '+1 500 555 0100',
        national: '(500) 555-0100',
        country: 'US',
        countryCode: '1',
        type: 'mobile',
        network: 'Example Mobile',
        mccmnc: '310010',
        originalNetwork: 'Example Mobile',
        ported: false,
        reachable: 'yes',
        roaming: false,
        name: null,
      }),
    },
  },
  query: parameterShape(lookupFields),
  read: ({ query }) => readLookup('hlr', query),
  fields: { numbers: 'number' },
  status: 200,
  response: z.union([hlr, z.array(hlr)]),
  write: ({ results }) => oneOrAll(results, toHlr),
});
