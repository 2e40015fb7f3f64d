import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { parsePhoneNumber, readPhoneNumber } from '@/lib/domain/phone-numbers/phone-number';

/** Where a 0 after the country code begins other numbers: landlines in Italy, unassigned ones on Ascension. */
const OWN_ZERO = ['AC', 'IT', 'VA'];

describe('readPhoneNumber', () => {
  it.each(getCountries().map((country) => [country, getExampleNumber(country, examples)?.number] as const))(
    'does not change a mobile number of %s, and reads it with a 0 before it',
    (country, number = '') => {
      expect(readPhoneNumber(number)).toBe(number);
      const code = `+${getCountryCallingCode(country)}`;
      const withZero = `${code}0${number.slice(code.length)}`;
      const known = OWN_ZERO.includes(country) ? withZero : number;
      expect([known, undefined]).toContain(readPhoneNumber(withZero));
    },
  );

  it('has one spelling for all digits that it accepts', () => {
    const code = fc.constantFrom(...new Set(getCountries().map((country) => getCountryCallingCode(country))));
    const digits = fc.stringMatching(/^[0-9]{4,12}$/);
    fc.assert(
      fc.property(code, fc.constantFrom('', '0', '1', '8', '9'), digits, (callingCode, prefix, rest) => {
        const number = readPhoneNumber(`+${callingCode}${prefix}${rest}`);
        if (number !== undefined) expect(readPhoneNumber(number)).toBe(number);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each(Object.values(MAGIC_NUMBERS))('does not change %s', (number) => {
    expect(readPhoneNumber(number)).toBe(number);
  });

  it.each([
    ['Rome, with its 0', '+390612345678'],
    ['the Vatican', '+390669812345'],
    ['San Marino', '+3780549886377'],
    ['Ivory Coast', '+2250123456789'],
    ['Gabon', '+24106031234'],
    ['Congo', '+242061234567'],
    ['a mobile in Argentina', '+5491123456789'],
    ['a landline in Argentina', '+541123456789'],
    ['Mexico', '+525512345678'],
    ['Niue', '+6834002'],
    ['Saint Helena', '+29022158'],
    ['Inmarsat', '+870773111632'],
    ['an international freephone number', '+80012345678'],
    ['a Russian freephone number that begins with the national prefix', '+78005551234'],
  ])('does not change %s', (_, number) => {
    expect(readPhoneNumber(number)).toBe(number);
  });

  it.each([
    ['+4407911123456', '+447911123456'],
    [' +447911123456\n', '+447911123456'],
    ['+49015123456789', '+4915123456789'],
    ['+310612345678', '+31612345678'],
    ['+330612345678', '+33612345678'],
    ['+86013912345678', '+8613912345678'],
    ['+788005551234', '+78005551234'],
    ['+115005550101', '+15005550101'],
    ['+54111523456789', '+5491123456789'],
    ['+378886377', '+3780549886377'],
    ['+360612345678', '+3612345678'],
  ])('spells %s as %s', (text, number) => {
    expect(readPhoneNumber(text)).toBe(number);
    expect(readPhoneNumber(number)).toBe(number);
    expect(parsePhoneNumber(text)?.country).toBe(parsePhoneNumber(number)?.country);
  });

  it.each([
    '',
    '+',
    '0612345678',
    '31612345678',
    '0031612345678',
    'tel:+31612345678',
    '+31 612345678',
    '+31-612345678',
    '+44(0)7911123456',
    '+3161234567890123',
    '+31612345678x9',
    '+31612345678;ext=9',
    '+３１６１２３４５６７８',
    '+٣١٦١٢٣٤٥٦٧٨',
    '＋31612345678',
    '\u202a+31612345678',
    '+31612345678\u200b',
    '+999123456789',
    '+316',
    '+5215512345678',
    '+39612345678',
    '+37588100000000',
  ])('refuses %j', (text) => {
    expect(readPhoneNumber(text)).toBeUndefined();
  });
});
