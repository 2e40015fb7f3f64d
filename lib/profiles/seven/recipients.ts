import { readPhoneNumber } from '@/lib/domain/phone-numbers/phone-number';

/**
 * Phone numbers as callers write them, separated by commas: with `+`, with `00`, or with the country code alone. Undefined
 * without any.
 */
export function readNumbers(text: string | undefined): string[] | undefined {
  const numbers = (text ?? '').split(',').flatMap((each) => each.trim() || []);
  return numbers.length === 0 ? undefined : numbers.map(withPlus);
}

function withPlus(number: string): string {
  const compact = number.replace(/[\s()/.-]/g, '');
  if (/^00\d+$/.test(compact)) return `+${compact.slice(2)}`;
  return /^\d+$/.test(compact) ? `+${compact}` : compact;
}

/** The numbers that can get a message, each once, and the others. */
export function splitRecipients(numbers: readonly string[] = []): { accepted: string[]; wrong: string[] } {
  const accepted = new Set<string>();
  const wrong = new Set<string>();
  for (const number of numbers) {
    const e164 = readPhoneNumber(number);
    if (e164 === undefined) wrong.add(number);
    else accepted.add(e164);
  }
  return { accepted: [...accepted], wrong: [...wrong] };
}

/** A number in E.164 as the API writes it: without `+`. */
export const withoutPlus = (number: string) => number.replace(/^\+/, '');

const LONGEST_SHORT_CODE = 8;

/** A sender: a name or a short code as it is, or a phone number. */
export function readSenderText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const sender = text.trim();
  return /^\d+$/.test(sender) && sender.length > LONGEST_SHORT_CODE ? withPlus(sender) : sender;
}
