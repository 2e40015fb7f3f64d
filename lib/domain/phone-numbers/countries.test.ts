import { getCountries } from 'libphonenumber-js/min';
import { expect, it } from 'vitest';
import { COUNTRIES } from '@/lib/domain/phone-numbers/countries';

it('names the countries that phone numbers are told apart by', () => {
  expect(COUNTRIES).toEqual(getCountries());
});
