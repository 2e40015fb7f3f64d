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

/** A number in E.164 as the API writes it: without `+`. */
export const withoutPlus = (number: string) => number.replace(/^\+/, '');

/** A sender can be a number with so many digits. */
export const SENDER_DIGITS = 16;

const LONGEST_SHORT_CODE = 8;

/** A sender: a name or a number as it is, or in E.164 if it is a phone number. */
export function readSenderText(text: string | undefined): string | undefined {
  const sender = text?.trim();
  if (sender === undefined || !/^\d+$/.test(sender) || sender.length <= LONGEST_SHORT_CODE) return sender;
  return readPhoneNumber(withPlus(sender)) ?? sender;
}

/** What an entry of a response says about a recipient that gets nothing. */
export const WRONG_RECIPIENT = {
  success: false,
  error: '202',
  error_text: 'The recipient is not a phone number.',
} as const;

export const ACCEPTED = '100';
const SOME_FAILED = '101';

/** The code of a request. @param wrong the recipients that get nothing */
export const codeFor = ({ wrong }: { wrong: readonly string[] }): '100' | '101' =>
  wrong.length === 0 ? ACCEPTED : SOME_FAILED;
