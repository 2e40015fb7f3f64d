import { z } from 'zod';
import { exampleMessage, messageFields, toMessageFields } from '@/lib/profiles/esms-africa/message';
import { pageFields, pageQuery, readPage, toPageFields } from '@/lib/profiles/esms-africa/pages';
import { filterStatus, toStatusFilter } from '@/lib/profiles/esms-africa/status';
import { route } from '@/lib/profiles/route';

/** Messages, newest first, by page number. */
export const messagesList = route({
  operation: 'messages.list',
  method: 'GET',
  path: '/messages',
  scope: 'query',
  docs: {
    group: 'Messages',
    summary: 'List messages, newest first',
    example: {
      query: { page: '0', limit: '20' },
      response: { messages: [exampleMessage], total: 1, page: 0, limit: 20 },
    },
  },
  query: z.strictObject({ ...pageQuery, status: filterStatus.optional().describe('Only with this status.') }),
  read: ({ query }) => ({ ...readPage(query), ...(query.status && toStatusFilter(query.status)) }),
  status: 200,
  response: z.strictObject({ messages: z.array(z.strictObject(messageFields)), ...pageFields }),
  write: (page, { query }) => ({
    messages: page.messages.map(toMessageFields),
    ...toPageFields(page, query),
  }),
});
