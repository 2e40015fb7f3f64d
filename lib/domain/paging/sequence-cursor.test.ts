import { expect, it } from 'vitest';
import { sequenceCursor } from '@/lib/domain/paging/sequence-cursor';

const { encode, decode } = sequenceCursor;

it.each([0n, 1n, 35n, 36n, 9_223_372_036_854_775_807n])('decodes %s after encoding it', (id) => {
  expect(encode(id)).toMatch(/^[\w-]+$/);
  expect(encode(id)).not.toBe(encode(id));
  expect(decode(encode(id))).toBe(id);
});

it.each(['', '1', 'nonsense', 'A'.repeat(48), `${encode(7n)}A`.slice(1)])(
  'decodes nothing from %j',
  (text) => {
    expect(decode(text)).toBeUndefined();
  },
);
