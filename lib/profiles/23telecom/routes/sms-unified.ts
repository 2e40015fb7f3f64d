import { z } from 'zod';
import type { MessageView } from '@/lib/domain/messages/view';
import { listQuery, pageFields, readListQuery, toPageFields } from '@/lib/profiles/23telecom/list';
import { EXAMPLE_ID, exampleFields, messageFields, toMessageFields } from '@/lib/profiles/23telecom/message';
import { route } from '@/lib/profiles/route';

/** Everything is sent by the API. */
const SOURCE = 'api';

const item = z.strictObject({
  id: z.string(),
  client_message_id: z.string(),
  source: z.literal(SOURCE),
  ...messageFields,
  sent_at: z.iso.datetime().nullable(),
  clicked: z.boolean().describe('Always false: texts contain no tracked links.'),
  clicked_at: z.null(),
  action_type: z.null(),
  action_at: z.null(),
});

const toItem = (message: MessageView) =>
  ({
    id: message.id,
    client_message_id: message.id,
    source: SOURCE,
    ...toMessageFields(message),
    sent_at: message.sentAt?.toISOString() ?? null,
    clicked: false,
    clicked_at: null,
    action_type: null,
    action_at: null,
  }) as const;

/** Messages of every source, newest first. */
export const smsUnified = route({
  operation: 'messages.list',
  method: 'GET',
  path: '/sms/messages/unified',
  scope: 'sms.read',
  docs: {
    group: 'SMS',
    summary: 'List messages of every source',
    example: {
      query: { source: 'all', period: '7d' },
      response: {
        messages: [
          {
            id: EXAMPLE_ID,
            client_message_id: EXAMPLE_ID,
            source: SOURCE,
            ...exampleFields,
            sent_at: '2026-11-26T10:15:01.000Z',
            clicked: false,
            clicked_at: null,
            action_type: null,
            action_at: null,
          },
        ],
        total: 1,
        page: 1,
        limit: 25,
        total_pages: 1,
      },
    },
  },
  query: z.strictObject({
    source: z.enum(['all', SOURCE]).default('all').describe('Which source: `all` or `api`.'),
    ...listQuery,
  }),
  read: ({ query }) => readListQuery(query),
  fields: { to: 'phone', from: 'sender', since: 'from', until: 'to' },
  status: 200,
  response: z.strictObject({ messages: z.array(item), ...pageFields }),
  write: (page, { query }) => ({ messages: page.messages.map(toItem), ...toPageFields(page, query) }),
});
