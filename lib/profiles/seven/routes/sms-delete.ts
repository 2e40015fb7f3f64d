import { z } from 'zod';
import { route } from '@/lib/profiles/route';
import { readIds } from '@/lib/profiles/seven/ids';
import { formatFields, parameter, parameterShape, parametersOf, textOf } from '@/lib/profiles/seven/request';

const parameters = parameterShape({
  ids: parameter('The ids of scheduled messages, separated by commas.'),
  ...formatFields,
});

/** Deletes messages that are scheduled and were not sent yet. */
export const smsDelete = route({
  operation: 'messages.cancel-several',
  method: 'DELETE',
  path: '/sms',
  scope: 'sms',
  docs: {
    group: 'SMS',
    summary: 'Delete scheduled SMS',
    description: 'The ids can be in a JSON body, a form or the query. What they cost is refunded.',
    example: {
      body: { ids: 'msg_7fKq2WmX9aBt4RvN1sLcYd' },
      response: { deleted: ['msg_7fKq2WmX9aBt4RvN1sLcYd'], success: true },
    },
  },
  query: parameters,
  body: parameters,
  read: (request) => ({ ids: readIds(textOf(parametersOf(request).ids)) }),
  status: 200,
  response: z.strictObject({
    deleted: z.array(z.string()),
    success: z.boolean().describe('Whether a message was deleted.'),
  }),
  write: ({ canceled }) => ({ deleted: canceled, success: canceled.length > 0 }),
});
