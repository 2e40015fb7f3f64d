import { describe, expect, it } from 'vitest';
import { writeAmount } from '@/lib/profiles/money';

describe('an amount on the wire', () => {
  it.each([
    [80_000n, 4, '0.0800'],
    [80_001n, 4, '0.080001'],
    [195_000_000n, 4, '195.0000'],
    [-12_500_000n, 2, '-12.50'],
    [7_000_000n, 0, '7'],
  ])('is the string of %s millionths with at least %i decimals: %s', (amount, minDecimals, text) => {
    expect(writeAmount({ currency: 'EUR', minDecimals, as: 'string' }, amount)).toBe(text);
  });

  it.each([
    [80_000n, 0.08],
    [290_670_000n, 290.67],
    [-1n, -0.000001],
    [123_456_789_123_456n, 123_456_789.123456],
  ])('is the number of %s millionths: %d', (amount, number) => {
    expect(writeAmount({ currency: 'UGX', minDecimals: 0, as: 'number' }, amount)).toBe(number);
  });
});
