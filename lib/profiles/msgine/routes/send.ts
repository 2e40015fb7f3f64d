import { z } from 'zod';
import { exampleMessage, messageResource, toMessageResource } from '@/lib/profiles/msgine/message';
import { route } from '@/lib/profiles/route';

const body = z.strictObject({
  to: z
    .union([z.string(), z.array(z.string())])
    .describe('A number in E.164, several of them separated by commas, or a list.'),
  message: z.string().describe('The text, of at most 1,600 characters.'),
  from: z.string().optional().describe('The sender: a number, or a name of at most 11 characters.'),
  scheduledFor: z.string().optional().describe('When to send it (ISO 8601): 5 minutes to 7 days ahead.'),
  callbackUrl: z.string().optional().describe('Where the delivery status is sent.'),
  idempotencyKey: z
    .string()
    .max(64)
    .optional()
    .describe('Names the request, so that it takes effect only once.'),
});

function toRecipients(to: string | string[]) {
  const numbers = typeof to === 'string' ? to.split(',') : to;
  return numbers.map((number) => ({ to: number.trim() }));
}

function send(path: string, summary: string) {
  return route({
    operation: 'batches.send',
    method: 'POST',
    path,
    scope: 'sms.send',
    docs: {
      group: 'SMS',
      summary,
      example: {
        body: { to: exampleMessage.to[0], message: exampleMessage.content },
        response: exampleMessage,
      },
    },
    body,
    read: ({ body: sent }) => ({
      recipients: toRecipients(sent.to),
      text: sent.message,
      hasVariables: false,
      from: sent.from,
      at: sent.scheduledFor,
      callbackUrl: sent.callbackUrl,
    }),
    fields: { recipients: 'to', text: 'message', at: 'scheduledFor' },
    status: 201,
    response: messageResource,
    write: ({ batch }) => toMessageResource(batch),
  });
}

/** A text to one or more recipients under one id. */
export const sendSms = send('/developers/sms', 'Send an SMS');

/** The same at the path of the first version of the SDK. */
export const sendSmsFirst = send('/messages/sms', 'Send an SMS, at the path of SDK 1.0');
