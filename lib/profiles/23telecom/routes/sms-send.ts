import { z } from 'zod';
import { INPUT_TEXTS } from '@/lib/profiles/23telecom/input-codes';
import { EXAMPLE_ID, exampleFields } from '@/lib/profiles/23telecom/message';
import { money } from '@/lib/profiles/23telecom/money';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

const MAX_RECIPIENTS = 100;

const result = z.strictObject({
  dnis: z.string().describe('The recipient.'),
  message_id: z.string(),
  segments: z.int(),
  status: z.literal('accepted'),
});

const summary = z.strictObject({
  total_recipients: z.int(),
  total_segments: z.int(),
  total_cost: z.number(),
  encoding: z.enum(['GSM-7', 'UCS-2']),
  accepted_count: z.int(),
  blocked_count: z.int(),
  queue_error_count: z.int(),
  config_error_count: z.int(),
});

/** Queues a text to up to 100 numbers. */
export const smsSend = route({
  operation: 'messages.send',
  method: 'POST',
  path: '/sms/send',
  scope: 'sms.send',
  docs: {
    group: 'SMS',
    summary: 'Send SMS',
    description: 'Either all messages are accepted and charged, or none.',
    example: {
      body: {
        to: [exampleFields.recipient],
        message: exampleFields.message,
        sender_id: exampleFields.sender_id,
      },
      response: {
        status: true,
        messages: [{ dnis: exampleFields.recipient, message_id: EXAMPLE_ID, segment_num: 1 }],
        results: [{ dnis: exampleFields.recipient, message_id: EXAMPLE_ID, segments: 1, status: 'accepted' }],
        summary: {
          total_recipients: 1,
          total_segments: 1,
          total_cost: exampleFields.cost,
          encoding: 'GSM-7',
          accepted_count: 1,
          blocked_count: 0,
          queue_error_count: 0,
          config_error_count: 0,
        },
      },
    },
  },
  body: z.strictObject({
    to: z
      .array(z.string(), { error: 'Give a list of 1 to 100 phone numbers.' })
      .min(1, 'Give a list of 1 to 100 phone numbers.')
      .max(MAX_RECIPIENTS, INPUT_TEXTS.tooManyRecipients)
      .describe('1 to 100 phone numbers in E.164.'),
    message: z.string({ error: 'Give the text of the message.' }).describe('The text.'),
    sender_id: z
      .string({ error: 'Give the sender.' })
      .regex(/^\D.{2,10}$/, 'Give 3 to 11 characters, of which the first is not a digit.')
      .describe('The sender: 3 to 11 characters, of which the first is not a digit.'),
  }),
  read: ({ body }) => ({ to: body.to, text: body.message, from: body.sender_id }),
  fields: { text: 'message', from: 'sender_id' },
  status: 200,
  response: z.strictObject({
    status: z.literal(true),
    messages: z.array(z.strictObject({ dnis: z.string(), message_id: z.string(), segment_num: z.int() })),
    results: z.array(result),
    summary,
  }),
  write({ messages, encoding }) {
    const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);
    return {
      status: true as const,
      messages: messages.map(({ id, to, segments }) => ({ dnis: to, message_id: id, segment_num: segments })),
      results: messages.map(({ id, to, segments }) => ({
        dnis: to,
        message_id: id,
        segments,
        status: 'accepted' as const,
      })),
      summary: {
        total_recipients: messages.length,
        total_segments: messages.reduce((sum, { segments }) => sum + segments, 0),
        total_cost: writeAmount(money, total(messages.map(({ price }) => price.amount))),
        encoding,
        accepted_count: messages.length,
        blocked_count: 0,
        queue_error_count: 0,
        config_error_count: 0,
      },
    };
  },
});
