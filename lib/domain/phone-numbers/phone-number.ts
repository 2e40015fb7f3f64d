import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { E164 } from '@/lib/domain/phone-numbers/e164';

function parseValid(text: string): PhoneNumber | undefined {
  const number = parsePhoneNumberFromString(text);
  return number?.isValid() ? number : undefined;
}

/**
 * Reads a number with a plus sign, country code and digits. A national prefix after the country code, such as the first
 * 0 of `+4407911123456`, is dropped. Undefined if no such number can exist.
 */
export function parsePhoneNumber(text: string): PhoneNumber | undefined {
  const trimmed = text.trim();
  const number = E164.test(trimmed) ? parseValid(trimmed) : undefined;
  if (!number || number.number === trimmed) return number;
  // With two national prefixes, the number without the first one is not its only spelling.
  return parseValid(number.number)?.number === number.number ? number : undefined;
}

/**
 * The E.164 spelling of a number: the only one that is stored, compared, charged and sent. Undefined if no such number
 * can exist.
 */
export function readPhoneNumber(text: string): string | undefined {
  return parsePhoneNumber(text)?.number;
}
