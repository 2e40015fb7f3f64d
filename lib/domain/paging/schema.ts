import { z } from 'zod';
import { parseTimestamp } from '@/lib/domain/text/timestamp';

const PRESET_LIMIT = '20';
const MAX_LIMIT = 200;

/** How many items a page has, as text: a whole number from 1. */
export function pageLimit(max: number) {
  const range = `1 to ${max}`;
  return z
    .string()
    .regex(/^[1-9]\d{0,2}$/, `Give a whole number from ${range}.`)
    .refine((text) => Number(text) <= max, `Give a whole number from ${range}.`)
    .describe(`How many to return: ${range}.`);
}

/** The fields of a list that has pages. Lists take them as text, because addresses contain them. */
export const pageFields = {
  limit: pageLimit(MAX_LIMIT)
    .default(PRESET_LIMIT)
    .transform(Number)
    .describe(`How many to return: 1 to ${MAX_LIMIT}.`),
  cursor: z
    .string()
    .max(200)
    .optional()
    .describe('Where to continue: the cursor that the previous page returned.'),
  page: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'Give a whole number from 1.')
    .transform(Number)
    .optional()
    .describe('The number of the page, from 1, instead of a cursor. The response then contains the total.'),
};

const HINT = 'Give a time with its offset, such as 2026-11-26T10:15:00Z.';

const time = z.string().transform((text, context) => {
  const moment = parseTimestamp(text);
  if (moment) return moment;
  context.addIssue({ code: 'custom', message: HINT, input: text });
  return z.NEVER;
});

/** The fields of a list that can be limited to a period. */
export const periodFields = {
  since: time.optional().describe('Only what was created at this time or later.'),
  until: time.optional().describe('Only what was created before this time.'),
};

/** The condition on the time of creation. */
export function createdWithin({ since, until }: { since?: Date | undefined; until?: Date | undefined }) {
  return since || until ? { createdAt: { ...(since && { gte: since }), ...(until && { lt: until }) } } : {};
}
