import { z } from 'zod';
import { sender, text } from '@/lib/domain/messages/schema';
import { sendTime } from '@/lib/domain/messages/send-time';
import { pageFields, periodFields } from '@/lib/domain/paging/schema';
import { callbackUrlSchema } from '@/lib/domain/webhook-urls/schema';

export const NO_SUCH_BATCH = 'There is no such batch.';

const MAX_RECIPIENTS = 10_000;
const MAX_VARIABLES = 20;
const MAX_VALUE_LENGTH = 500;

const value = z.string().max(MAX_VALUE_LENGTH, `Use at most ${MAX_VALUE_LENGTH} characters.`);

/** One recipient. The verb reads the number, because `batches/precheck` reports wrong ones instead of refusing them. */
const recipient = z.strictObject({
  to: z.string().max(100).describe('The phone number in E.164.'),
  variables: z
    .record(z.string(), value)
    .refine(
      (variables) => Object.keys(variables).length <= MAX_VARIABLES,
      `Give at most ${MAX_VARIABLES} variables.`,
    )
    .default({})
    .describe('The values of the variables in the text, by name.'),
});

const recipients = z
  .array(recipient, { error: `Give a list of 1 to ${MAX_RECIPIENTS} recipients.` })
  .min(1, `Give a list of 1 to ${MAX_RECIPIENTS} recipients.`)
  .max(MAX_RECIPIENTS, `Give a list of 1 to ${MAX_RECIPIENTS} recipients.`)
  .describe(`1 to ${MAX_RECIPIENTS} recipients. Each number can be in the list once.`);

const template = text.describe('The text. A name in double braces, such as `{{name}}`, is a variable.');

export const precheckBatchSchema = z.strictObject({
  recipients,
  text: template,
  hasVariables: z
    .boolean()
    .default(true)
    .describe('Whether names in double braces are variables. Otherwise they are sent as they are.'),
  from: sender.optional(),
});

export const sendBatchSchema = precheckBatchSchema.extend({
  at: sendTime
    .optional()
    .describe('When to send the first message: 5 minutes to 7 days ahead. Without it, at once.'),
  perMinute: z
    .int('Give a whole number from 1 to 600.')
    .min(1, 'Give a whole number from 1 to 600.')
    .max(600, 'Give a whole number from 1 to 600.')
    .optional()
    .describe('How many messages to send a minute, 1 to 600. Without it, all at once.'),
  callbackUrl: callbackUrlSchema.optional(),
});

/** What the verb accepts. */
export const sendBatchInputSchema = sendBatchSchema.extend({
  /** Leave out recipients that cannot get the message, instead of refusing all. */
  skipsProblems: z.boolean().default(false),
});

/** How far a batch is. `queued`: nothing was submitted. `completed`: every message has its final status. */
export const BATCH_STATUSES = ['queued', 'sending', 'completed'] as const;

export const listBatchesSchema = z.strictObject({
  ...pageFields,
  ...periodFields,
  status: z
    .enum(BATCH_STATUSES, `Give a status: ${BATCH_STATUSES.join(', ')}.`)
    .optional()
    .describe('Only batches with this status.'),
});

export const batchSchema = z.strictObject({
  id: z.string().max(100).describe('The id of the batch, or its number.'),
});
