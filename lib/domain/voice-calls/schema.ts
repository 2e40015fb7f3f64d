import { z } from 'zod';
import { VoiceCallStatus } from '@/lib/db/generated/enums';
import { listedNumber, recipientRules, sender, text } from '@/lib/domain/messages/schema';
import { pageFields, periodFields } from '@/lib/domain/paging/schema';
import { optionalLine } from '@/lib/domain/text/line';
import { audioUrlSchema, callbackUrlSchema } from '@/lib/domain/webhook-urls/schema';

const VOICE_MAX = 32;
const NAME_MAX = 100;
const MAX_LISTED_NUMBERS = 100;
const RING_SECONDS = 'Give a whole number from 5 to 60.';

/** What a start can contain. Profiles offer them under their own names. */
export const startVoiceCallsFields = {
  text: text.optional().describe('The text that is read aloud. Give this or a recording.'),
  audioUrl: audioUrlSchema.optional(),
  from: sender.optional().describe('The number or name that the phone shows.'),
  voice: optionalLine(VOICE_MAX)
    .optional()
    .describe('The voice that reads the text, as the carrier calls it, such as `en-gb-female`.'),
  name: optionalLine(NAME_MAX).optional().describe('A name for these calls, to recognize them.'),
  ringSeconds: z
    .int(RING_SECONDS)
    .min(5, RING_SECONDS)
    .max(60, RING_SECONDS)
    .optional()
    .describe('How long it rings at most, 5 to 60 seconds.'),
};

/** What the verb accepts. Profiles that have callback URLs offer them under their own name. */
export const startVoiceCallsSchema = z
  .strictObject({
    ...startVoiceCallsFields,
    ...recipientRules,
    callbackUrl: callbackUrlSchema.optional(),
    /** Calls in the sandbox have no price, because nobody is called. */
    isFreeInSandbox: z.boolean().default(false),
  })
  .superRefine(({ text: spoken, audioUrl }, context) => {
    if ((spoken === undefined) !== (audioUrl === undefined)) return;
    const message =
      spoken === undefined
        ? 'Give a text or the URL of a recording.'
        : 'Give a text or a recording, not both.';
    context.addIssue({ code: 'custom', path: ['text'], message, input: spoken });
  });

const statuses = Object.values(VoiceCallStatus).join(', ');

export const listVoiceCallsSchema = z.strictObject({
  ...pageFields,
  ...periodFields,
  group: z.string().max(100).optional().describe('Only the calls of one request, by the id of their group.'),
  status: z
    .enum(VoiceCallStatus, `Give a status: ${statuses}.`)
    .optional()
    .describe('Only calls with this status.'),
  to: listedNumber.optional().describe('Only calls to this number.'),
});

/** What the verb accepts. */
export const listVoiceCallsInputSchema = listVoiceCallsSchema.extend({
  /** Only the calls whose charges have these numbers. */
  numbers: z.array(z.bigint()).max(MAX_LISTED_NUMBERS).optional(),
  /** How many to leave out, the newest first. */
  offset: z.int('Give a whole number.').min(0, 'Give a whole number.').max(1_000_000).default(0),
});

export const voiceCallSchema = z.strictObject({ id: z.string().describe('The id of the voice call.') });

export const voiceCallGroupSchema = z.strictObject({
  id: z.string().describe('The id of the group, or of one of its calls.'),
});
