import { getCountries } from 'libphonenumber-js/min';
import { expect, it } from 'vitest';
import { COUNTRIES } from '@/lib/domain/phone-numbers/countries';

it('has the same countries as the phone number library', () => {
  expect(COUNTRIES).toEqual(getCountries());
});
