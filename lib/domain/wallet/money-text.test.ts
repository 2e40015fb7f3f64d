import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDecimal,
  formatMoney,
  readDecimal,
  toDecimal,
  withUsualDecimals,
} from '@/lib/domain/wallet/money-text';
import { ok } from '@/lib/errors';

it.each([
  [12_500_000n, 'EUR', '€12.50'],
  [35_000n, 'EUR', '€0.035'],
  [1n, 'EUR', '€0.000001'],
  [1_250_000_000n, 'JPY', '¥1,250'],
  [1_250_500_000n, 'JPY', '¥1,250.5'],
  [-80_000n, 'EUR', '-€0.08'],
  [9_223_372_036_854_775_807n, 'EUR', '€9,223,372,036,854.775807'],
])('formats %d %s as %s', (amount, currency, text) => {
  expect(formatMoney({ amount, currency })).toBe(text);
});

it('formats a decimal without rounding it', () => {
  expect(formatDecimal('999999999999.999999', 'EUR')).toBe('€999,999,999,999.999999');
});

it.each([
  [80_000n, 4, '0.0800'],
  [80_000n, 0, '0.08'],
  [0n, 4, '0.0000'],
  [0n, 0, '0'],
  [35_001n, 4, '0.035001'],
  [-1n, 4, '-0.000001'],
])('writes %d with at least %d decimals as %s', (amount, minDecimals, text) => {
  expect(toDecimal(amount, minDecimals)).toBe(text);
});

it.each([
  ['12.5', 'EUR', '12.50'],
  ['0.035', 'EUR', '0.035'],
  ['1250', 'JPY', '1250'],
  ['', 'EUR', ''],
  ['ten', 'EUR', 'ten'],
])('shows %j %s in a field as %j', (text, currency, shown) => {
  expect(withUsualDecimals(text, currency)).toBe(shown);
});

describe('readDecimal', () => {
  it.each([
    ['12.50', 12_500_000n],
    ['12,5', 12_500_000n],
    [' 12 ', 12_000_000n],
    ['0.07', 70_000n],
    ['0,035', 35_000n],
    ['1.000', 1_000_000n],
    ['0005', 5_000_000n],
    ['000', 0n],
    ['0', 0n],
    ['999999999999.999999', 999_999_999_999_999_999n],
  ])('reads %j', (text, amount) => {
    expect(readDecimal(text)).toEqual(ok(amount));
  });

  it.each([
    ['12.3456789', 'Use at most 6 decimals.'],
    ['1,000', 'Use a point for decimals, and nothing between thousands.'],
    ['1000000000000', 'Enter a smaller amount.'],
    ['-1', 'Enter an amount such as 25.00.'],
    ['1e3', 'Enter an amount such as 25.00.'],
    ['ten', 'Enter an amount such as 25.00.'],
    ['1.000,00', 'Enter an amount such as 25.00.'],
    ['.5', 'Enter an amount such as 25.00.'],
    ['5.', 'Enter an amount such as 25.00.'],
    ['', 'Enter an amount such as 25.00.'],
    [`${'0'.repeat(40)}1`, 'Enter an amount such as 25.00.'],
  ])('refuses %j', (text, message) => {
    expect(readDecimal(text)).toMatchObject({ refusal: { code: 'INVALID_REQUEST', message } });
  });

  it('reads back every amount that toDecimal writes', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 999_999_999_999_999_999n }),
        fc.integer({ min: 0, max: 6 }),
        (amount, decimals) => {
          expect(readDecimal(toDecimal(amount, decimals))).toEqual(ok(amount));
        },
      ),
    );
  });
});
