import { z } from 'zod';
import { phoneNumber, withPlus } from '@/lib/profiles/hellio/phone-number';

const MAX_LENGTH = 20;

/** What is wrong with a list or a text without numbers. */
export const NO_NUMBERS = 'Give at least one phone number.';

/** The entries of a list, or of a text with commas or new lines between them. */
export function toList(given: string | readonly string[]): string[] {
  const entries = typeof given === 'string' ? given.split(/[,\r\n]/) : given;
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** Phone numbers as a list, or as one text. */
export const recipients = z
  .union([z.array(phoneNumber), phoneNumber])
  .refine((given) => toList(given).length > 0, NO_NUMBERS)
  .refine((given) => toList(given).every((entry) => entry.length <= MAX_LENGTH), {
    error: `Use at most ${MAX_LENGTH} characters for each number.`,
  })
  .describe('1 to 10,000 phone numbers: a list, or a text with commas or new lines between them.');

/** The numbers as the domain reads them. */
export function toNumbers(given: z.output<typeof recipients>): string[] {
  return toList(given).map(withPlus);
}
