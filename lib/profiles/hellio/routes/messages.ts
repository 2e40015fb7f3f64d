import { z } from 'zod';
import {
  exampleMessage,
  messageResource,
  toMessageResource,
  toStatusFilter,
  wireStatus,
} from '@/lib/profiles/hellio/message';
import { listOf, pageQuery, readPage, toMeta } from '@/lib/profiles/hellio/page';
import { fromReference, referenceParams } from '@/lib/profiles/hellio/reference';
import { route } from '@/lib/profiles/route';

const GROUP = 'Reports';

/** Messages, newest first. */
export const messagesList = route({
  operation: 'messages.list',
  method: 'GET',
  path: '/messages',
  scope: 'reports',
  docs: {
    group: GROUP,
    summary: 'List messages, newest first',
    example: {
      query: { status: 'delivered', per_page: '50' },
      response: { data: [exampleMessage], meta: { next_cursor: null } },
    },
  },
  query: z.strictObject({
    status: wireStatus.optional().describe('Only messages with this status.'),
    campaign: z
      .string()
      .optional()
      .describe('Only messages of this campaign, by its reference or its number.'),
    ...pageQuery,
  }),
  read: ({ query: { status, campaign, ...page } }) => ({
    ...readPage(page),
    status: status && toStatusFilter(status),
    batch: campaign === undefined ? undefined : fromReference('batch', campaign),
  }),
  fields: { limit: 'per_page', batch: 'campaign' },
  status: 200,
  response: listOf(messageResource),
  write: (page) => ({ data: page.messages.map(toMessageResource), meta: toMeta(page) }),
});

/** One message. */
export const messagesGet = route({
  operation: 'messages.get',
  method: 'GET',
  path: '/messages/{reference}',
  scope: 'reports',
  docs: {
    group: GROUP,
    summary: 'Read a message and its status',
    example: { params: { reference: exampleMessage.reference }, response: { data: exampleMessage } },
  },
  params: referenceParams,
  read: ({ params }) => ({ id: fromReference('msg', params.reference) }),
  fields: { id: 'reference' },
  status: 200,
  response: z.strictObject({ data: messageResource }),
  write: (message) => ({ data: toMessageResource(message) }),
});
