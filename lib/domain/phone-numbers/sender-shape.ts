import { E164 } from '@/lib/domain/phone-numbers/e164';

export const SENDER_HINT =
  'Enter a phone number such as +31612345678, a short code of 3 to 8 digits, or a name of up to 11 characters: letters, digits, spaces and & - . _, with at least one letter.';

const SHORT_CODE = /^\d{3,8}$/;
/** An alphanumeric sender has at most 11 characters (3GPP TS 23.040). Carriers pass these on unchanged. */
const NAME = /^(?=.*[A-Za-z])[A-Za-z0-9 &._-]{1,11}$/;

/** Whether a text is a short code or a sender name. */
export function isCodeOrName(text: string): boolean {
  return SHORT_CODE.test(text) || NAME.test(text);
}

/**
 * Whether a text has the format of a sender. Forms check only this, because the data about existing phone numbers is
 * too large for a page.
 */
export function isSenderShaped(text: string): boolean {
  return isCodeOrName(text) || E164.test(text);
}
