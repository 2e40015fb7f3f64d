import { z } from 'zod';
import { listMessagesSchema } from '@/lib/domain/messages/schema';
import { exampleMessage, messageResource, toMessageResource } from '@/lib/profiles/keydesk/message';
import { pageResource, toPageResource } from '@/lib/profiles/keydesk/page';
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
  response: z.strictObject({ data: z.array(messageResource), ...pageResource }),
  write: ({ messages, ...page }) => ({ data: messages.map(toMessageResource), ...toPageResource(page) }),
});
