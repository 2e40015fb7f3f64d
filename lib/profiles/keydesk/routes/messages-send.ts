import { z } from 'zod';
import { recipientsAsSent, sendMessagesSchema } from '@/lib/domain/messages/schema';
import { callbackUrl } from '@/lib/profiles/keydesk/callback-url';
import { exampleMessage, messageResource, toMessageResource } from '@/lib/profiles/keydesk/message';
import { route } from '@/lib/profiles/route';

const { text, from, at } = sendMessagesSchema.shape;

/** Queues messages. */
export const messagesSend = route({
  operation: 'messages.send',
  method: 'POST',
  path: '/messages',
  scope: 'messages.send',
  docs: {
    group: 'Messages',
    summary: 'Send a message to one or more numbers',
    description:
      'With one number in `to`, the response is the message. With a list, even of one number, it is a list in the same order. Either all messages are queued and charged, or none. With `at` they are sent later, but charged at once; until then they can be canceled, and are refunded. Revoking the API key does not cancel them.',
    example: {
      body: { to: exampleMessage.to, text: exampleMessage.text, from: exampleMessage.from },
      response: exampleMessage,
    },
  },
  body: z.strictObject({
    to: recipientsAsSent,
    text,
    from,
    at: z
      .string()
      .optional()
      .describe(at.description ?? ''),
    callback_url: callbackUrl,
  }),
  read: ({ body: { callback_url, ...body } }) => ({ ...body, callbackUrl: callback_url }),
  fields: { callbackUrl: 'callback_url' },
  status: 202,
  response: z.union([messageResource, z.strictObject({ data: z.array(messageResource) })]),
  write({ messages }, { body }) {
    const data = messages.map(toMessageResource);
    const [message] = data;
    return message && !Array.isArray(body.to) ? message : { data };
  },
});
