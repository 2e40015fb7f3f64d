import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { NumberFormat, NumberType } from '@/lib/domain/lookups/view';

type LibraryType = Exclude<ReturnType<PhoneNumber['getType']>, undefined>;

const TYPES: Record<LibraryType, NumberType> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed_line',
  FIXED_LINE_OR_MOBILE: 'fixed_line_or_mobile',
  VOIP: 'voip',
  TOLL_FREE: 'toll_free',
  PREMIUM_RATE: 'premium_rate',
  SHARED_COST: 'shared_cost',
  PERSONAL_NUMBER: 'personal_number',
  PAGER: 'pager',
  UAN: 'uan',
  VOICEMAIL: 'voicemail',
};

/** What people put between the digits. */
const GROUPING = /[\s().\-/]/g;
const INTERNATIONAL = /^(?:\+|00)?([1-9]\d{1,14})$/;

/**
 * Reads a number with its country code. The plus sign can be missing or written as 00, and digits can be grouped.
 * Undefined if no such number can exist.
 */
function readNumber(text: string): PhoneNumber | undefined {
  const digits = INTERNATIONAL.exec(text.replace(GROUPING, ''))?.[1];
  const number = digits === undefined ? undefined : parsePhoneNumberFromString(`+${digits}`);
  return number?.isValid() ? number : undefined;
}

/** What the format of a number tells, by the numbering plans of all countries. */
export function readFormat(text: string): NumberFormat {
  const number = readNumber(text);
  const type = number?.getType();
  return {
    number: text,
    valid: number !== undefined,
    e164: number?.number ?? null,
    international: number?.formatInternational() ?? null,
    national: number?.formatNational() ?? null,
    country: number?.country ?? null,
    countryCode: number?.countryCallingCode ?? null,
    type: type ? TYPES[type] : null,
  };
}
