import { expect, it } from 'vitest';
import { decodePlace, encodePlace } from '@/lib/domain/sequence-cursor';

it.each([0n, 1n, 35n, 36n, 9_223_372_036_854_775_807n])('brings %s back', (id) => {
  expect(encodePlace(id)).toMatch(/^[\w-]+$/);
  expect(encodePlace(id)).not.toBe(encodePlace(id));
  expect(decodePlace(encodePlace(id))).toBe(id);
});

it.each(['', '1', 'nonsense', 'A'.repeat(48), `${encodePlace(7n)}A`.slice(1)])(
  'reads nothing in %j',
  (text) => {
    expect(decodePlace(text)).toBeUndefined();
  },
);
