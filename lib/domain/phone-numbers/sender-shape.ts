import { E164 } from '@/lib/domain/phone-numbers/e164';

export const SENDER_HINT =
  'Enter a phone number such as +31612345678, a short code of 3 to 8 digits, or a name of up to 11 characters: letters, digits, spaces and & - . _, with at least one letter.';

/** How many digits a sender can have that is no phone number: a short code, or a longer number where a profile allows it. */
export const NUMERIC_DIGITS = { least: 3, preset: 8, most: 16 } as const;

const NUMERIC = /^\d+$/;
/** An alphanumeric sender has at most 11 characters (3GPP TS 23.040). Carriers pass these on unchanged. */
const NAME = /^(?=.*[A-Za-z])[A-Za-z0-9 &._-]{1,11}$/;

/** Whether a text is a short code or a sender name. @param maxDigits of the code */
export function isCodeOrName(text: string, maxDigits: number = NUMERIC_DIGITS.preset): boolean {
  if (!NUMERIC.test(text)) return NAME.test(text);
  return text.length >= NUMERIC_DIGITS.least && text.length <= maxDigits;
}

/**
 * Whether a text has the format of a sender. Forms check only this, because the data about existing phone numbers is
 * too large for a page.
 */
export function isSenderShaped(text: string): boolean {
  return isCodeOrName(text) || E164.test(text);
}
