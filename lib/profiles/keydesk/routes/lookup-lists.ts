import { z } from 'zod';
import { listLookupsSchema, lookupListSchema, startLookupsSchema } from '@/lib/domain/lookups/schema';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import {
  exampleLookup,
  exampleLookupList,
  lookupListResource,
  lookupResource,
  toLookupListResource,
  toLookupResource,
} from '@/lib/profiles/keydesk/lookup';
import { pageResource, toPageResource } from '@/lib/profiles/keydesk/page';
import { route } from '@/lib/profiles/route';

/** 10,000 numbers. */
const MAX_BODY_BYTES = 512 * 1024;

const { kind, numbers, at } = startLookupsSchema.shape;

/** Starts to look up many numbers in the background. */
const start = route({
  operation: 'lookups.start',
  method: 'POST',
  path: '/lookup-lists',
  scope: 'lookups.run',
  docs: {
    group: 'Lookups',
    summary: 'Look up many phone numbers in the background',
    description:
      'All numbers are charged at once. Numbers that the carrier leaves out of three answers, and all that are left after a day of errors, are refunded. The body can have 512 KiB.',
    example: {
      body: { kind: 'hlr', numbers: [MAGIC_NUMBERS.delivered, MAGIC_NUMBERS.undelivered] },
      response: exampleLookupList,
    },
  },
  body: z.strictObject({
    kind,
    numbers,
    at: z
      .string()
      .optional()
      .describe(at.description ?? ''),
  }),
  maxBodyBytes: MAX_BODY_BYTES,
  read: ({ body }) => body,
  status: 202,
  response: lookupListResource,
  write: toLookupListResource,
});

/** Lists of lookups, newest first, a page at a time. */
const list = route({
  operation: 'lookups.list',
  method: 'GET',
  path: '/lookup-lists',
  scope: 'lookups.run',
  docs: {
    group: 'Lookups',
    summary: 'List the lists of lookups, newest first',
    example: { query: { limit: '50' }, response: { data: [exampleLookupList], next_cursor: null } },
  },
  query: listLookupsSchema,
  status: 200,
  response: z.strictObject({ data: z.array(lookupListResource), ...pageResource }),
  write: ({ lists, ...page }) => ({ data: lists.map(toLookupListResource), ...toPageResource(page) }),
});

/** One list, with its results a page at a time. */
const get = route({
  operation: 'lookups.get',
  method: 'GET',
  path: '/lookup-lists/{id}',
  scope: 'lookups.run',
  docs: {
    group: 'Lookups',
    summary: 'Read a list of lookups and its results',
    description:
      'The results have pages, in the order of the numbers. They are kept for 30 days after the list is complete.',
    example: {
      params: { id: exampleLookupList.id },
      query: { limit: '50' },
      response: { ...exampleLookupList, results: [exampleLookup], next_cursor: null },
    },
  },
  params: lookupListSchema.pick({ id: true }),
  query: lookupListSchema.omit({ id: true }),
  read: ({ params, query }) => ({ ...params, ...query, limit: String(query.limit) }),
  status: 200,
  response: lookupListResource.extend({ results: z.array(lookupResource), ...pageResource }),
  write: ({ list: found, results, ...page }) => ({
    ...toLookupListResource(found),
    results: results.map(toLookupResource),
    next_cursor: page.nextCursor,
  }),
});

/** Lookups of many numbers. */
export const lookupListRoutes = [start, list, get];
