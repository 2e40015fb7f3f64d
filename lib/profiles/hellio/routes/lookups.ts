import { z } from 'zod';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import {
  exampleLookup,
  lookupResource,
  numberResource,
  toLookupResource,
  toNumberResource,
} from '@/lib/profiles/hellio/lookup';
import { listOf, pageQuery, readPage, toMeta } from '@/lib/profiles/hellio/page';
import { toList, validRecipients } from '@/lib/profiles/hellio/recipients';
import { fromReference } from '@/lib/profiles/hellio/reference';
import { route } from '@/lib/profiles/route';

const GROUP = 'Lookup';
const MAX_NUMBERS = 10_000;

/** Looks numbers up in the background: their networks, after porting. */
export const lookupStart = route({
  operation: 'lookups.start',
  method: 'POST',
  path: '/lookup',
  scope: 'lookup',
  docs: {
    group: GROUP,
    summary: 'Look up phone numbers',
    description:
      'The numbers are looked up in the background. Read the lookup to get the results. A number that is in the list again is looked up once. Entries that are not phone numbers get `"valid": false`; without a phone number, the request is refused.',
    example: {
      body: { numbers: [MAGIC_NUMBERS.delivered] },
      response: { data: { ...exampleLookup, status: 'queued', done: 0, completed_at: null } },
    },
  },
  body: z.strictObject({
    numbers: validRecipients(MAX_NUMBERS),
    scheduled_at: z.string().nullish().describe('When to begin: 5 minutes to 7 days ahead.'),
  }),
  maxBodyBytes: 1024 * 1024,
  read: ({ body }) => ({
    kind: 'mnp',
    numbers: toList(body.numbers),
    skipsRepeats: true,
    at: body.scheduled_at ?? undefined,
  }),
  fields: { at: 'scheduled_at' },
  status: 202,
  response: z.strictObject({ data: lookupResource }),
  write: (list) => ({ data: toLookupResource(list) }),
});

/** Lookups, newest first. */
export const lookupsList = route({
  operation: 'lookups.list',
  method: 'GET',
  path: '/lookups',
  scope: 'lookup',
  docs: {
    group: GROUP,
    summary: 'List lookups, newest first',
    example: {
      query: { per_page: '50' },
      response: { data: [exampleLookup], meta: { next_cursor: null } },
    },
  },
  query: z.strictObject(pageQuery),
  read: ({ query }) => readPage(query),
  fields: { limit: 'per_page' },
  status: 200,
  response: listOf(lookupResource),
  write: (page) => ({ data: page.lists.map(toLookupResource), meta: toMeta(page) }),
});

/** One lookup with its numbers. */
export const lookupGet = route({
  operation: 'lookups.get',
  method: 'GET',
  path: '/lookup/{id}',
  scope: 'lookup',
  docs: {
    group: GROUP,
    summary: 'Read a lookup and its numbers',
    example: {
      params: { id: exampleLookup.id },
      query: { per_page: '50' },
      response: {
        data: {
          ...exampleLookup,
          numbers: [
            {
              ...{ number: MAGIC_NUMBERS.delivered, valid: true, country: 'US' },
              ...{ network: 'Example Mobile', type: 'mobile', ported: false },
            },
          ],
        },
        meta: { next_cursor: null },
      },
    },
  },
  params: z.strictObject({ id: z.string().describe('The id of the lookup.') }),
  query: z.strictObject(pageQuery),
  read: ({ params, query }) => ({ ...readPage(query), id: fromReference('lk', params.id) }),
  fields: { limit: 'per_page' },
  status: 200,
  response: z.strictObject({
    data: lookupResource.extend({ numbers: z.array(numberResource) }),
    meta: z.strictObject({ next_cursor: z.string().nullable() }),
  }),
  write: ({ list, results, ...page }) => ({
    data: { ...toLookupResource(list), numbers: results.map(toNumberResource) },
    meta: toMeta(page),
  }),
});
