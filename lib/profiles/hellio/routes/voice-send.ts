import { z } from 'zod';
import { exampleMessage } from '@/lib/profiles/hellio/message';
import { EXAMPLE_PRICE, money } from '@/lib/profiles/hellio/money';
import { toList, toValidNumbers, validRecipients } from '@/lib/profiles/hellio/recipients';
import { toReference } from '@/lib/profiles/hellio/reference';
import { exampleVoice } from '@/lib/profiles/hellio/voice';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

const MAX_RECIPIENTS = 100;

/** Calls one or many numbers. */
export const voiceSend = route({
  operation: 'voice-calls.start',
  method: 'POST',
  path: '/voice/send',
  scope: 'voice',
  docs: {
    group: 'Voice',
    summary: 'Make voice calls',
    description:
      'Each phone hears the text or the recording. Recipients that are not phone numbers, or that are in the list already, are left out and counted. Without a valid one, the request is refused.',
    example: {
      body: {
        recipients: [exampleMessage.mobile_number],
        text: 'Your order is on its way',
        caller_id: exampleMessage.sender,
        name: exampleVoice.name,
      },
      response: {
        data: {
          ...{ reference: exampleVoice.reference, status: 'queued' },
          ...{ accepted_recipients: 1, invalid_recipients: 0 },
          ...{ estimated_cost: EXAMPLE_PRICE, currency: money.currency },
        },
      },
    },
  },
  body: z.strictObject({
    recipients: validRecipients(MAX_RECIPIENTS),
    text: z.string().nullish().describe('The text that is read aloud. Give this or a recording.'),
    audio_url: z.string().nullish().describe('The HTTPS URL of a recording.'),
    voice: z.string().nullish().describe('The voice that reads the text.'),
    caller_id: z.string().nullish().describe('The number or name that the phone shows.'),
    name: z.string().nullish().describe('A name for these calls.'),
  }),
  read: ({ body }) => ({
    to: toValidNumbers(body.recipients),
    text: body.text ?? undefined,
    audioUrl: body.audio_url ?? undefined,
    voice: body.voice ?? undefined,
    from: body.caller_id ?? undefined,
    name: body.name ?? undefined,
  }),
  fields: { to: 'recipients', audioUrl: 'audio_url', from: 'caller_id' },
  status: 202,
  response: z.strictObject({
    data: z.strictObject({
      reference: z.uuid(),
      status: z.literal('queued'),
      accepted_recipients: z.int(),
      invalid_recipients: z.int().describe('Left out: not a phone number, or in the list already.'),
      estimated_cost: z.string(),
      currency: z.string(),
    }),
  }),
  write: ({ groupId, calls, price }, { body }) => ({
    data: {
      reference: toReference(groupId),
      status: 'queued' as const,
      accepted_recipients: calls.length,
      invalid_recipients: toList(body.recipients).length - calls.length,
      estimated_cost: writeAmount(money, price.amount),
      currency: price.currency,
    },
  }),
});
