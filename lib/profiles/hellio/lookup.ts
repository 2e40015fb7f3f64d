import { z } from 'zod';
import { LOOKUP_LIST_STATUSES, type LookupListView } from '@/lib/domain/lookups/list-view';
import { type LookupResult, NUMBER_TYPES } from '@/lib/domain/lookups/view';
import { EXAMPLE_PRICE, money } from '@/lib/profiles/hellio/money';
import { toReference } from '@/lib/profiles/hellio/reference';
import { toTime, toTimeOrNull } from '@/lib/profiles/hellio/time';
import { writeAmount } from '@/lib/profiles/money';

/** A lookup in a response, without its numbers. */
export const lookupResource = z.strictObject({
  id: z.uuid(),
  status: z.enum(LOOKUP_LIST_STATUSES),
  total: z.int().describe('How many numbers it has.'),
  done: z.int().describe('How many of them have a result.'),
  cost: z.string(),
  currency: z.string(),
  created_at: z.string(),
  scheduled_at: z.string().nullable(),
  completed_at: z.string().nullable(),
});

/** A number with its result. */
export const numberResource = z.strictObject({
  number: z.string(),
  valid: z.boolean(),
  country: z.string().nullable(),
  network: z.string().nullable(),
  type: z.enum(NUMBER_TYPES).nullable(),
  ported: z.boolean().nullable().describe('Null until it is known.'),
});

/** A lookup as the API shows it. */
export function toLookupResource(list: LookupListView): z.input<typeof lookupResource> {
  return {
    id: toReference(list.id),
    status: list.status,
    total: list.total,
    done: list.done,
    cost: writeAmount(money, list.price.amount),
    currency: list.price.currency,
    created_at: toTime(list.createdAt),
    scheduled_at: toTimeOrNull(list.scheduledAt),
    completed_at: toTimeOrNull(list.completedAt),
  };
}

/** A number as the API shows it. */
export function toNumberResource(result: LookupResult): z.input<typeof numberResource> {
  const { number, valid, country, network, type, ported } = result;
  return { number, valid, country, network, type, ported };
}

/** For the documentation. */
export const exampleLookup = {
  id: '5e7c2b90-4a3d-4f61-9b8e-0d1c2e3f4a5b',
  status: 'completed',
  total: 1,
  done: 1,
  cost: EXAMPLE_PRICE,
  currency: money.currency,
  created_at: '2026-11-26T10:15:00+00:00',
  scheduled_at: null,
  completed_at: '2026-11-26T10:15:03+00:00',
} as const satisfies z.input<typeof lookupResource>;
