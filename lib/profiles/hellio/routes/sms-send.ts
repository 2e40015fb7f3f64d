import { z } from 'zod';
import { exampleCampaign } from '@/lib/profiles/hellio/campaign';
import { exampleMessage } from '@/lib/profiles/hellio/message';
import { money } from '@/lib/profiles/hellio/money';
import { recipients, toNumbers } from '@/lib/profiles/hellio/recipients';
import { toReference } from '@/lib/profiles/hellio/reference';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

/** 10,000 recipients. */
const MAX_BODY_BYTES = 1024 * 1024;
const MAX_SENDER_LENGTH = 11;
const MAX_MESSAGE_LENGTH = 1_600;

/** Queues a text to one or many recipients. */
export const smsSend = route({
  operation: 'batches.send',
  method: 'POST',
  path: '/sms/send',
  scope: 'sms:send',
  docs: {
    group: 'SMS',
    summary: 'Send an SMS',
    description:
      'Recipients that are not phone numbers, or that are in the list already, are left out and counted. Without a valid one, the request is refused. The body can have 1 MiB.',
    example: {
      body: {
        recipients: [exampleMessage.mobile_number],
        sender: exampleMessage.sender,
        message: exampleMessage.message,
      },
      response: {
        data: {
          reference: exampleCampaign.reference,
          campaign_id: exampleCampaign.campaign_id,
          status: 'queued',
          accepted_recipients: exampleCampaign.accepted_recipients,
          invalid_recipients: exampleCampaign.invalid_recipients,
          segments: exampleCampaign.segments,
          estimated_cost: exampleCampaign.cost,
          currency: exampleCampaign.currency,
        },
      },
    },
  },
  body: z.strictObject({
    recipients,
    sender: z
      .string()
      .max(MAX_SENDER_LENGTH, `Use at most ${MAX_SENDER_LENGTH} characters.`)
      .describe('The sender: a name or a number.'),
    message: z
      .string()
      .max(MAX_MESSAGE_LENGTH, `Use at most ${MAX_MESSAGE_LENGTH} characters.`)
      .describe('The text.'),
    gateway: z.string().nullish().describe('Ignored: the destination decides the route.'),
  }),
  maxBodyBytes: MAX_BODY_BYTES,
  read: ({ body }) => ({
    recipients: toNumbers(body.recipients).map((to) => ({ to })),
    text: body.message,
    from: body.sender,
    hasVariables: false,
    skipsProblems: true,
  }),
  fields: { text: 'message', from: 'sender' },
  status: 202,
  response: z.strictObject({
    data: z.strictObject({
      reference: z.uuid(),
      campaign_id: z.int(),
      status: z.literal('queued'),
      accepted_recipients: z.int(),
      invalid_recipients: z.int(),
      segments: z.int().describe('Of all messages.'),
      estimated_cost: z.string(),
      currency: z.string(),
    }),
  }),
  write: ({ batch }) => ({
    data: {
      reference: toReference(batch.id),
      campaign_id: batch.number,
      status: 'queued' as const,
      accepted_recipients: batch.recipients,
      invalid_recipients: batch.skipped,
      segments: batch.segments,
      estimated_cost: writeAmount(money, batch.price.amount),
      currency: batch.price.currency,
    },
  }),
});
