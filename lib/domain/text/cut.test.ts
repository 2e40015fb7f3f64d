import { expect, it } from 'vitest';
import { cutTo } from '@/lib/domain/text/cut';

it.each([
  ['what fits', 5, 'short', 'short'],
  ['what is too long', 5, 'longer', 'longe'],
  ['what ends in a space then', 5, 'copy of', 'copy'],
  ['before a family that does not fit', 4, 'a👨\u200d👩\u200d👧', 'a'],
  ['before a flag that does not fit', 2, 'a🇮🇷', 'a'],
  ['what fits in NFC', 3, 'e\u0301e\u0301e\u0301', 'ééé'],
])('keeps %s', (_, max, text, kept) => {
  expect(cutTo(max, text)).toBe(kept);
});
