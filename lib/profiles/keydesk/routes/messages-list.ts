import { z } from 'zod';
import { listMessagesSchema } from '@/lib/domain/messages/schema';
import { exampleMessage, messageResource, toMessageResource } from '@/lib/profiles/keydesk/message';
import { route } from '@/lib/profiles/route';

/** Messages, newest first, a page at a time. */
export const messagesList = route({
  operation: 'messages.list',
  method: 'GET',
  path: '/messages',
  scope: 'messages.read',
  docs: {
    group: 'Messages',
    summary: 'List messages, newest first',
    example: { query: { limit: '50' }, response: { data: [exampleMessage], next_cursor: null } },
  },
  query: listMessagesSchema,
  status: 200,
  response: z.strictObject({
    data: z.array(messageResource),
    next_cursor: z.string().nullable().describe('The `cursor` of the next page; null on the last one.'),
  }),
  write: ({ messages, nextCursor }) => ({ data: messages.map(toMessageResource), next_cursor: nextCursor }),
});
