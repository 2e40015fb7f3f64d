import { z } from 'zod';
import { sendMessagesSchema } from '@/lib/domain/messages/schema';
import { exampleMessage, messageResource, toMessageResource } from '@/lib/profiles/keydesk/message';
import { route } from '@/lib/profiles/route';

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
  body: sendMessagesSchema,
  status: 202,
  response: z.union([messageResource, z.strictObject({ data: z.array(messageResource) })]),
  write({ messages }, { body }) {
    const data = messages.map(toMessageResource);
    const [message] = data;
    return message && !Array.isArray(body.to) ? message : { data };
  },
});
