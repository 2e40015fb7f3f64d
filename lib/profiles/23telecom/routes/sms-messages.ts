import { z } from 'zod';
import type { ListedMessage } from '@/lib/domain/messages/view';
import { listQuery, pageFields, readListQuery, toPageFields } from '@/lib/profiles/23telecom/list';
import { EXAMPLE_ID, exampleFields, messageFields, toMessageFields } from '@/lib/profiles/23telecom/message';
import { route } from '@/lib/profiles/route';

const item = z.strictObject({ id: z.int(), client_message_id: z.string(), ...messageFields });

const toItem = (message: ListedMessage) => ({
  id: Number(message.number ?? 0n),
  client_message_id: message.id,
  ...toMessageFields(message),
});

/** Messages, newest first, by page number. */
export const smsMessages = route({
  operation: 'messages.list',
  method: 'GET',
  path: '/sms/messages',
  scope: 'sms.read',
  docs: {
    group: 'SMS',
    summary: 'List messages, newest first',
    example: {
      query: { page: '1', limit: '25', period: '7d' },
      response: {
        messages: [{ id: 1042, client_message_id: EXAMPLE_ID, ...exampleFields }],
        total: 1,
        page: 1,
        limit: 25,
        total_pages: 1,
      },
    },
  },
  query: z.strictObject(listQuery),
  read: ({ query }) => readListQuery(query),
  fields: { to: 'phone', from: 'sender', since: 'from', until: 'to' },
  status: 200,
  response: z.strictObject({ messages: z.array(item), ...pageFields }),
  write: (page, { query }) => ({ messages: page.messages.map(toItem), ...toPageFields(page, query) }),
});
