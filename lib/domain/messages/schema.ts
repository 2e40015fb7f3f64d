import { z } from 'zod';
import { MessageStatus } from '@/lib/db/generated/enums';
import { NOT_A_NUMBER, RecipientList, recipientsHint } from '@/lib/domain/messages/recipient-list';
import { SEND_WINDOW, sendTime, sendWindow } from '@/lib/domain/messages/send-time';
import { pageFields, periodFields } from '@/lib/domain/paging/schema';
import { readPhoneNumber } from '@/lib/domain/phone-numbers/phone-number';
import { readSender } from '@/lib/domain/phone-numbers/sender';
import { NUMERIC_DIGITS, SENDER_HINT } from '@/lib/domain/phone-numbers/sender-shape';
import { optionalLine } from '@/lib/domain/text/line';
import { isStorable, NOT_STORABLE } from '@/lib/domain/text/storable';
import { callbackUrlSchema } from '@/lib/domain/webhook-urls/schema';

/** The most recipients of a request, unless a profile allows more. */
const MAX_RECIPIENTS = 100;
/** The most that a profile can allow. */
const MOST_RECIPIENTS = 10_000;
const MAX_LISTED_IDS = 100;
export const MAX_TEXT_LENGTH = 1_600;

export const TEXT_TOO_LONG = `Use at most ${MAX_TEXT_LENGTH} characters.`;

export const NO_RECIPIENT = 'Give a phone number, or a list of them.';

/** The numbers in E.164. Adds an issue for each that is wrong or repeated. */
function readRecipients(to: string | string[], context: z.RefinementCtx): string[] {
  const list = new RecipientList();
  for (const [index, text] of (typeof to === 'string' ? [to] : to).entries()) {
    const message = list.add(text);
    if (message === undefined) continue;
    const path = typeof to === 'string' ? [] : [index];
    context.addIssue({ code: 'custom', message, path, input: text });
  }
  return list.recipients.map(({ recipient }) => recipient);
}

const numberOrList = (most: number) =>
  z.union([z.string(), z.array(z.string()).min(1).max(most)], {
    error: ({ input }) => (input === undefined ? NO_RECIPIENT : recipientsHint(most)),
  });

const RECIPIENTS = 'One phone number, or a list of them. Each number can be in the list once.';

/** One number or a list, checked and as it was sent. */
export const recipientsAsSent = numberOrList(MAX_RECIPIENTS)
  .superRefine((to, context) => {
    readRecipients(to, context);
  })
  .describe(RECIPIENTS);

/** A list in E.164. */
const recipients = numberOrList(MAX_RECIPIENTS).transform(readRecipients).describe(RECIPIENTS);

export const text = z
  .string({ error: 'Give the text of the message.' })
  .min(1, 'Give the text of the message.')
  .max(MAX_TEXT_LENGTH, TEXT_TOO_LONG)
  .refine(isStorable, NOT_STORABLE)
  .describe('The text of the message, sent as it is written.');

/** A sender, in canonical spelling. @param maxDigits of a number that is no phone number */
const senderUpTo = (maxDigits: number) =>
  z.string().transform((text, context) => {
    const from = readSender(text, maxDigits);
    if (from !== undefined) return from;
    context.addIssue({ code: 'custom', message: SENDER_HINT, input: text });
    return z.NEVER;
  });

/** The sender, in canonical spelling. */
export const sender = senderUpTo(NUMERIC_DIGITS.preset).describe(
  'The sender: a phone number, a short code or a name.',
);

export const sendMessagesSchema = z.strictObject({
  to: recipients,
  text,
  from: sender.optional(),
  at: sendTime.optional().describe('When to send: 5 minutes to 7 days ahead. Without it, at once.'),
});

const LONGEST_VALIDITY_MINUTES = 200_000;
const VALIDITY = `Give a whole number of minutes from 1 to ${LONGEST_VALIDITY_MINUTES}.`;
const MAX_REFERENCE_LENGTH = 128;
const LABEL = 'Use at most 100 characters: letters without accents, digits, and . - _ @.';
const USER_DATA_HEADER = 'Give at most 140 bytes in hexadecimal digits.';

/** What a request to several recipients may contain. Profiles decide it. */
export const recipientRules = {
  /** As they were sent: `readRecipientList` reads them. */
  to: numberOrList(MOST_RECIPIENTS),
  maxRecipients: z.int().min(1).max(MOST_RECIPIENTS).default(MAX_RECIPIENTS),
  /** Leave out recipients that are wrong or repeated, instead of refusing all. */
  skipsProblems: z.boolean().default(false),
};

/** What the verb accepts. Profiles that have more than a text and a time offer it under their own names. */
export const sendMessagesInputSchema = sendMessagesSchema
  .extend({
    ...recipientRules,
    from: senderUpTo(NUMERIC_DIGITS.most).optional(),
    /** How many digits a sender can have that is no phone number. */
    senderDigits: z.int().max(NUMERIC_DIGITS.most).default(NUMERIC_DIGITS.preset),
    window: sendWindow.default(SEND_WINDOW),
    callbackUrl: callbackUrlSchema.optional(),
    label: z
      .string()
      .regex(/^[\w.@-]{1,100}$/, LABEL)
      .optional(),
    reference: optionalLine(MAX_REFERENCE_LENGTH).optional(),
    flash: z.boolean().default(false),
    userDataHeader: z
      .string()
      .regex(/^(?:[0-9A-Fa-f]{2}){1,140}$/, USER_DATA_HEADER)
      .optional(),
    /** How long after its time a carrier may still get it. */
    validMinutes: z.int(VALIDITY).min(1, VALIDITY).max(LONGEST_VALIDITY_MINUTES, VALIDITY).optional(),
    /** Refuses the text to a number that got the same one within so many seconds. */
    repeatAfterSeconds: z.int().positive().optional(),
  })
  .superRefine(({ from, senderDigits }, context) => {
    if (from === undefined || readSender(from, senderDigits) !== undefined) return;
    context.addIssue({ code: 'custom', path: ['from'], message: SENDER_HINT, input: from });
  });

/** Text to find messages by. */
const filterText = (max: number) => z.string().max(max).refine(isStorable, 'There is no such value.');

/** A number in E.164, to find messages or calls by. */
export const listedNumber = z
  .string()
  .refine(isStorable, NOT_A_NUMBER)
  .transform((text) => readPhoneNumber(text) ?? text);

const statuses = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(MessageStatus, `Give a status: ${Object.values(MessageStatus).join(', ')}.`)));

export const listMessagesSchema = z.strictObject({
  ...pageFields,
  ...periodFields,
  status: statuses
    .optional()
    .describe('Only messages with this status, or with one of several: `sent,delivered`.'),
  scheduled: z
    .enum(['true', 'false'], 'Give true or false.')
    .optional()
    .describe('Only messages that wait for their time, or with `false` only the others.'),
  to: listedNumber.optional().describe('Only messages to this number.'),
  from: filterText(20).optional().describe('Only messages from this sender.'),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'Give a country such as NL (ISO 3166-1 alpha-2).')
    .transform((code) => code.toUpperCase())
    .optional()
    .describe('Only messages to numbers of this country (ISO 3166-1 alpha-2).'),
  key: filterText(100).optional().describe('Only messages that this API key sent, by its id.'),
  batch: filterText(100).optional().describe('Only messages of this batch, by its id or its number.'),
});

/** Ids of messages, or other text that is no id of any. */
const messageIds = z.array(filterText(100)).max(MAX_LISTED_IDS, `Give at most ${MAX_LISTED_IDS} ids.`);

/** What the verb accepts. */
export const listMessagesInputSchema = listMessagesSchema.extend({
  /** Only messages that were submitted to a carrier, or only others. */
  submitted: z.boolean().optional(),
  ids: messageIds.optional(),
  /** How many to leave out, the newest first. */
  offset: z.int('Give a whole number.').min(0, 'Give a whole number.').max(1_000_000).default(0),
});

export const cancelMessagesSchema = z.strictObject({
  ids: messageIds,
});

export const statsSchema = z.strictObject(periodFields);

export const messageSchema = z.strictObject({ id: z.string().describe('The id of the message.') });
