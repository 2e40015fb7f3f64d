import { z } from 'zod';
import { pageLimit } from '@/lib/domain/paging/schema';
import { exampleMessage, messageResource, toMessageResource } from '@/lib/profiles/msgine/message';
import { route } from '@/lib/profiles/route';

function get(path: string, summary: string) {
  return route({
    operation: 'batches.get',
    method: 'GET',
    path,
    scope: 'sms.read',
    docs: {
      group: 'SMS',
      summary,
      example: { params: { id: exampleMessage.id }, response: exampleMessage },
    },
    params: z.strictObject({ id: z.string().describe('The id of the message.') }),
    read: ({ params }) => params,
    status: 200,
    response: messageResource,
    write: toMessageResource,
  });
}

/** One message and its delivery status. */
export const getMessage = get('/developers/{id}', 'Read a message and its delivery status');

/** The same at the path of the first version of the SDK. */
export const getMessageFirst = get('/messages/{id}', 'Read a message, at the path of SDK 1.0');

/** Sent messages, newest first. */
export const history = route({
  operation: 'batches.list',
  method: 'GET',
  path: '/developers/sms/history',
  scope: 'sms.read',
  docs: {
    group: 'SMS',
    summary: 'List sent messages, newest first',
    example: {
      query: { page: '1', limit: '20' },
      response: { messages: [exampleMessage], total: 1, page: 1, pages: 1 },
    },
  },
  query: z.strictObject({
    page: z.string().default('1').describe('The number of the page, from 1.'),
    limit: pageLimit(100).default('20'),
  }),
  read: ({ query }) => query,
  status: 200,
  response: z.strictObject({
    messages: z.array(messageResource),
    total: z.int(),
    page: z.int(),
    pages: z.int(),
  }),
  write: ({ batches, total = 0 }, { query: { page, limit } }) => ({
    messages: batches.map(toMessageResource),
    total,
    page: Number(page),
    pages: Math.ceil(total / Number(limit)),
  }),
});
