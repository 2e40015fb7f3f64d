import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';

const E164 = /^\+[1-9]\d{1,14}$/;

/** Reads a number in E.164 (`+31612345678`), no other spelling; undefined when no such number can exist. */
export function parsePhoneNumber(text: string): PhoneNumber | undefined {
  const number = E164.test(text) ? parsePhoneNumberFromString(text) : undefined;
  return number?.isValid() ? number : undefined;
}
