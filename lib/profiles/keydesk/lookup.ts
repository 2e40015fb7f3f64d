import { z } from 'zod';
import { LookupKind, LookupStatus } from '@/lib/db/generated/enums';
import { REACHABILITIES } from '@/lib/domain/carrier/lookups';
import { LOOKUP_LIST_STATUSES, type LookupListView } from '@/lib/domain/lookups/list-view';
import { type LookupResult, NUMBER_TYPES } from '@/lib/domain/lookups/view';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';

/** The result for one number in a response. */
export const lookupResource = z.strictObject({
  number: z.string().describe('As it was sent.'),
  status: z
    .enum(LookupStatus)
    .describe('`pending`: not looked up yet. `failed`: the carrier did not answer, and the number is free.'),
  valid: z.boolean().describe('Whether such a number can exist.'),
  e164: z.string().nullable().describe('Null, as the other fields about the format, if it is not valid.'),
  international: z.string().nullable(),
  national: z.string().nullable(),
  country: z.string().nullable().describe('ISO 3166-1 alpha-2.'),
  calling_code: z.string().nullable(),
  type: z.enum(NUMBER_TYPES).nullable(),
  network: z.string().nullable().describe('This and the following: null if the carrier does not know.'),
  mccmnc: z.string().nullable().describe('Mobile country code and network code.'),
  original_network: z.string().nullable(),
  ported: z.boolean().nullable(),
  reachable: z.enum(REACHABILITIES).nullable(),
  roaming: z.boolean().nullable(),
  name: z.string().nullable(),
});

/** A result as the API shows it. */
export function toLookupResource(result: LookupResult): z.infer<typeof lookupResource> {
  const { countryCode, originalNetwork, price: _, ...same } = result;
  return { ...same, calling_code: countryCode, original_network: originalNetwork };
}

/** A list of lookups in a response. */
export const lookupListResource = z.strictObject({
  id: z.string(),
  kind: z.enum(LookupKind),
  status: z
    .enum(LOOKUP_LIST_STATUSES)
    .describe(
      'Starts as `queued`, then `running`, and ends as `completed`; or as `failed`: no number was answered.',
    ),
  total: z.int().describe('How many numbers it has.'),
  done: z.int().describe('How many of them are finished.'),
  price: moneyResource.describe('What was charged and not refunded.'),
  created_at: z.iso.datetime(),
  scheduled_at: z.iso.datetime().nullable().describe('When it is to begin; null: at once.'),
  completed_at: z.iso.datetime().nullable(),
});

/** A list as the API shows it. */
export function toLookupListResource(list: LookupListView): z.infer<typeof lookupListResource> {
  return {
    id: list.id,
    kind: list.kind,
    status: list.status,
    total: list.total,
    done: list.done,
    price: toMoneyResource(list.price),
    created_at: list.createdAt.toISOString(),
    scheduled_at: list.scheduledAt?.toISOString() ?? null,
    completed_at: list.completedAt?.toISOString() ?? null,
  };
}

/** For the documentation. */
export const exampleLookup = {
  number: MAGIC_NUMBERS.delivered,
  status: 'completed',
  valid: true,
  e164: MAGIC_NUMBERS.delivered,
  international: '+1 500 555 0100',
  national: '(500) 555-0100',
  country: 'US',
  calling_code: '1',
  type: 'personal_number',
  network: 'Test network',
  mccmnc: '00101',
  original_network: 'Test network',
  ported: false,
  reachable: 'yes',
  roaming: false,
  name: null,
} as const satisfies z.infer<typeof lookupResource>;

/** For the documentation. */
export const exampleLookupList = {
  id: 'lk_5gJx8WzNb3kRt6Lq1VmPcS',
  kind: 'hlr',
  status: 'queued',
  total: 2,
  done: 0,
  price: { amount: '0.0200', currency: 'EUR' },
  created_at: '2026-11-26T10:15:00.000Z',
  scheduled_at: null,
  completed_at: null,
} as const satisfies z.infer<typeof lookupListResource>;
