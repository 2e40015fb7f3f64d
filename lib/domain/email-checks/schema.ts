import { z } from 'zod';
import { isStorable, NOT_STORABLE } from '@/lib/domain/text/storable';

const MAX_ADDRESSES = 100;
/** Longer ones are not addresses, and are not worth checking. */
const MAX_LENGTH = 500;

const HINT = `Give a list of 1 to ${MAX_ADDRESSES} addresses.`;

const address = z
  .string('Give the address as text.')
  .max(MAX_LENGTH, `Use at most ${MAX_LENGTH} characters.`)
  .refine(isStorable, NOT_STORABLE);

export const checkEmailsSchema = z.strictObject({
  emails: z
    .array(address, HINT)
    .min(1, HINT)
    .max(MAX_ADDRESSES, HINT)
    .describe(`1 to ${MAX_ADDRESSES} email addresses.`),
});
