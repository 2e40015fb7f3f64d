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
    example: {
      body: { to: exampleMessage.to, text: exampleMessage.text, from: exampleMessage.from },
      response: exampleMessage,
    },
  },
  body: sendMessagesSchema,
  status: 202,
  /** `to` one number: the message. `to` a list: a list in the same order, also if it holds one. */
  response: z.union([messageResource, z.strictObject({ data: z.array(messageResource) })]),
  write(messages, { body }) {
    const data = messages.map(toMessageResource);
    const [message] = data;
    return message && !Array.isArray(body.to) ? message : { data };
  },
});
