import { z } from 'zod';
import { KEY_FILTERS } from '@/lib/domain/api-keys/filters';
import { apiKeyResource, exampleApiKey, toApiKeyResource } from '@/lib/profiles/keydesk/api-key';
import { route } from '@/lib/profiles/route';

/** The keys of the workspace in the environment of the calling key. */
export const apiKeysList = route({
  operation: 'api-keys.list',
  method: 'GET',
  path: '/api-keys',
  scope: 'keys.manage',
  docs: {
    group: 'Key management',
    summary: 'List API keys, newest first',
    description: 'The list has the keys of the workspace that are of the environment of the calling key.',
    example: { query: { status: 'current' }, response: { data: [exampleApiKey], next_cursor: null } },
  },
  query: z.strictObject({
    status: z
      .enum(KEY_FILTERS)
      .optional()
      .describe(
        '`current`, the default, leaves out the revoked ones. `expiring`: those that stop working in the next 14 days. `leaked`: those with a secret that was reported as leaked and has not ended.',
      ),
    owner: z.string().optional().describe('Only keys of this owner, in the same spelling.'),
    tag: z.string().optional().describe('Only keys with this tag, in upper or lower case.'),
    limit: z
      .string()
      .regex(/^(?:[1-9]\d?|100)$/, 'Give a whole number from 1 to 100.')
      .default('20')
      .describe('How many to return: 1 to 100.'),
    cursor: z.string().optional().describe('Where to continue: the cursor that the previous page returned.'),
  }),
  read: ({ query: { status, limit, ...query } }) => ({ ...query, filter: status, limit: Number(limit) }),
  fields: { filter: 'status' },
  status: 200,
  response: z.strictObject({
    data: z.array(apiKeyResource),
    next_cursor: z.string().nullable().describe('The `cursor` of the next page; null on the last one.'),
  }),
  write: ({ keys, nextCursor }) => ({ data: keys.map(toApiKeyResource), next_cursor: nextCursor }),
});
