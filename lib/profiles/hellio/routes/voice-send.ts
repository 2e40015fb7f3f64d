import { z } from 'zod';
import { exampleMessage } from '@/lib/profiles/hellio/message';
import { EXAMPLE_PRICE, money } from '@/lib/profiles/hellio/money';
import { recipients, toNumbers } from '@/lib/profiles/hellio/recipients';
import { toReference } from '@/lib/profiles/hellio/reference';
import { exampleVoice } from '@/lib/profiles/hellio/voice';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

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
      'Each phone hears the text or the recording. Either all calls are made and charged, or none.',
    example: {
      body: {
        recipients: [exampleMessage.mobile_number],
        text: 'Your order is on its way',
        caller_id: exampleMessage.sender,
        name: exampleVoice.name,
      },
      response: {
        data: {
          ...{ reference: exampleVoice.reference, status: 'queued', accepted_recipients: 1 },
          ...{ estimated_cost: EXAMPLE_PRICE, currency: money.currency },
        },
      },
    },
  },
  body: z.strictObject({
    recipients: recipients.describe(
      '1 to 100 phone numbers: a list, or a text with commas or new lines between them.',
    ),
    text: z.string().nullish().describe('The text that is read aloud. Give this or a recording.'),
    audio_url: z.string().nullish().describe('The HTTPS URL of a recording.'),
    voice: z.string().nullish().describe('The voice that reads the text.'),
    caller_id: z.string().nullish().describe('The number or name that the phone shows.'),
    name: z.string().nullish().describe('A name for these calls.'),
  }),
  read: ({ body }) => ({
    to: toNumbers(body.recipients),
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
      estimated_cost: z.string(),
      currency: z.string(),
    }),
  }),
  write: ({ groupId, calls, price }) => ({
    data: {
      reference: toReference(groupId),
      status: 'queued' as const,
      accepted_recipients: calls.length,
      estimated_cost: writeAmount(money, price.amount),
      currency: price.currency,
    },
  }),
});
