import { expect, it } from 'vitest';
import { readFormat } from '@/lib/domain/lookups/read-format';

const DUTCH = {
  valid: true,
  e164: '+31612345678',
  international: '+31 6 12345678',
  national: '06 12345678',
  country: 'NL',
  countryCode: '31',
  type: 'mobile',
};

it.each(['+31612345678', '31612345678', '0031612345678', '+31 (0)6-12 34.56/78', ' +31612345678 '])(
  'reads %j',
  (number) => expect(readFormat(number)).toEqual({ ...DUTCH, number }),
);

it.each([
  ['+442079460000', 'GB', 'fixed_line'],
  ['+14155550100', 'US', 'fixed_line_or_mobile'],
  ['+4915123456789', 'DE', 'mobile'],
  ['+80012345678', null, 'toll_free'],
  ['+498001234567', 'DE', 'toll_free'],
])('tells country and type of %s', (number, country, type) => {
  expect(readFormat(number)).toMatchObject({ valid: true, country, type });
});

it.each([
  '',
  '+',
  '0612345678',
  '+3161234',
  '+31 6 1234567890123',
  'x31612345678',
  '+99912345678',
  '++31612345678',
])('knows that %j is no number', (number) => {
  expect(readFormat(number)).toEqual({
    number,
    valid: false,
    ...{ e164: null, international: null, national: null, country: null, countryCode: null, type: null },
  });
});
