import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BASE62, randomBase62, toBase62 } from '@/lib/base62';

it('returns the given number of digits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), (length) => {
      expect(randomBase62(length)).toMatch(new RegExp(`^[0-9A-Za-z]{${length}}$`));
    }),
  );
});

it('uses all digits equally often', () => {
  const drawn = 620_000;
  const counts = new Map<string, number>();
  for (const digit of randomBase62(drawn)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const expected = drawn / BASE62.length;
  // Chi-squared with 61 degrees of freedom: 140 is passed by chance once in ten million runs.
  const distance = [...BASE62].reduce(
    (sum, digit) => sum + ((counts.get(digit) ?? 0) - expected) ** 2 / expected,
    0,
  );
  expect(distance).toBeLessThan(140);
});

it('pads numbers on the left', () => {
  expect(toBase62(0, 6)).toBe('000000');
  expect(toBase62(61, 2)).toBe('0z');
  expect(toBase62(0xffffffff, 6)).toBe('4gfFC3');
});
