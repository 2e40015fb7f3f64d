import { z } from 'zod';
import { LOOKUP_KINDS } from '@/lib/domain/lookups/view';
import { sendTime } from '@/lib/domain/messages/send-time';
import { pageFields, periodFields } from '@/lib/domain/paging/schema';
import { isStorable, NOT_STORABLE } from '@/lib/domain/text/storable';

export const NO_SUCH_LIST = 'There is no such list.';

const MAX_NUMBERS_AT_ONCE = 100;
const MAX_LISTED_NUMBERS = 10_000;
const MAX_NUMBER_LENGTH = 40;

const kind = z
  .enum(LOOKUP_KINDS, `Give a kind: ${LOOKUP_KINDS.join(', ')}.`)
  .describe('`format` is computed here and free. The carrier answers `hlr`, `mnp` and `cnam`.');

const number = z
  .string('Give the number as text.')
  .max(MAX_NUMBER_LENGTH, `Use at most ${MAX_NUMBER_LENGTH} characters.`)
  .refine(isStorable, NOT_STORABLE);

function numbers(max: number) {
  const hint = `Give a list of 1 to ${max} numbers.`;
  return z
    .array(number, hint)
    .min(1, hint)
    .max(max, hint)
    .describe(
      `1 to ${max} numbers with their country code, such as +31612345678. The plus sign can be missing or written as 00.`,
    );
}

export const runLookupsSchema = z.strictObject({ kind, numbers: numbers(MAX_NUMBERS_AT_ONCE) });

export const startLookupsSchema = z.strictObject({
  kind,
  numbers: numbers(MAX_LISTED_NUMBERS),
  at: sendTime.optional().describe('When to begin: 5 minutes to 7 days ahead. Without it, at once.'),
  /** Look up a number once that is listed again, instead of refusing all. */
  skipsRepeats: z.boolean().default(false),
});

export const listLookupsSchema = z.strictObject({ ...pageFields, ...periodFields });

/** A list, and which page of its numbers. */
export const lookupListSchema = z.strictObject({
  id: z.string().describe('The id of the list.'),
  ...pageFields,
});
