import { z } from 'zod';
import { readPhoneNumber } from '@/lib/domain/phone-numbers/phone-number';
import { phoneNumber, withPlus } from '@/lib/profiles/hellio/phone-number';

type Given = z.input<typeof phoneNumber>;

const MAX_LENGTH = 20;

/** What is wrong with a list or a text without numbers. */
export const NO_NUMBERS = 'Give at least one phone number.';

/** What is wrong if all entries are something else. */
export const NO_VALID_NUMBERS = 'None of these is a phone number with the code of its country.';

/** The entries of a list, or of a text with commas or new lines between them. */
export function toList(given: Given | readonly Given[]): string[] {
  const entries = typeof given === 'object' ? given : String(given).split(/[,\r\n]/);
  return entries.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
}

/** Phone numbers as a list, or as one text. */
export const recipients = z
  .union([z.array(phoneNumber), phoneNumber])
  .refine((given) => toList(given).length > 0, NO_NUMBERS)
  .refine((given) => toList(given).every((entry) => entry.length <= MAX_LENGTH), {
    error: `Use at most ${MAX_LENGTH} characters for each number.`,
  })
  .describe('1 to 10,000 phone numbers: a list, or a text with commas or new lines between them.');

const isNumber = (entry: string) => readPhoneNumber(withPlus(entry)) !== undefined;

/** Up to `max` entries, of which at least one is a phone number. */
export function validRecipients(max: number) {
  return recipients
    .refine((given) => toList(given).length <= max, {
      error: `Give at most ${max.toLocaleString('en')} numbers.`,
      abort: true,
    })
    .refine((given) => toList(given).length === 0 || toList(given).some(isNumber), NO_VALID_NUMBERS)
    .describe(
      `1 to ${max.toLocaleString('en')} phone numbers: a list, or a text with commas or new lines between them.`,
    );
}

/** The numbers as the domain reads them. */
export function toNumbers(given: z.output<typeof recipients>): string[] {
  return toList(given).map(withPlus);
}

/** The entries that are phone numbers in E.164, each once. */
export function toValidNumbers(given: z.output<typeof recipients>): string[] {
  return [...new Set(toNumbers(given).flatMap((number) => readPhoneNumber(number) ?? []))];
}
