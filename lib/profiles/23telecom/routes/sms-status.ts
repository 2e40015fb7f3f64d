import { z } from 'zod';
import { EXAMPLE_ID, exampleFields, messageFields, toMessageFields } from '@/lib/profiles/23telecom/message';
import { route } from '@/lib/profiles/route';

/** One message. */
export const smsStatus = route({
  operation: 'messages.get',
  method: 'GET',
  path: '/sms/status/{message_id}',
  scope: 'sms.read',
  docs: {
    group: 'SMS',
    summary: 'Read the status of a message',
    example: {
      params: { message_id: EXAMPLE_ID },
      response: {
        status: true,
        message: { message_id: EXAMPLE_ID, telecom_message_id: EXAMPLE_ID, ...exampleFields },
      },
    },
  },
  params: z.strictObject({ message_id: z.string().describe('The id that sending returned.') }),
  read: ({ params }) => ({ id: params.message_id }),
  fields: { id: 'message_id' },
  status: 200,
  response: z.strictObject({
    status: z.literal(true),
    message: z.strictObject({ message_id: z.string(), telecom_message_id: z.string(), ...messageFields }),
  }),
  write: (message) => ({
    status: true as const,
    message: { message_id: message.id, telecom_message_id: message.id, ...toMessageFields(message) },
  }),
});
