import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, it } from 'vitest';
import { measureText } from '@/lib/domain/messages/segments';

describe('measureText', () => {
  it.each([
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    // The escape may not be the last septet of a part: 152 + 2 do not fit into 153.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
    ['я'.repeat(70), 1],
    ['я'.repeat(71), 2],
    ['😀'.repeat(35), 1],
    // 33 pairs are 66 units, and half of the next does not go into the 67th.
    ['😀'.repeat(67), 3],
  ])('counts %j as %i', (text, segments) => {
    expect(measureText(text).segments).toBe(segments);
  });

  it('knows the same GSM-7 characters as another implementation', () => {
    const units = [...Array(0x400).keys(), ...Array.from({ length: 0x100 }, (_, n) => 0x2000 + n)];
    for (const unit of units) {
      const text = String.fromCharCode(unit).repeat(71);
      // It joins marks to the letters before them, and so counts them as one.
      if (/\p{M}/u.test(text)) continue;
      expect([unit, measureText(text).segments]).toEqual([unit, new SegmentedMessage(text).segmentsCount]);
    }
  });

  it('agrees with another implementation on generated texts', () => {
    const character = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...'aZ09 @£Δß\n') },
      { weight: 3, arbitrary: fc.constantFrom(...'^{}\\[~]|€\f') },
    );
    const unicode = fc.oneof(character, fc.constantFrom(...'яж漢字😀🚀'));
    const text = (unit: fc.Arbitrary<string>) => fc.string({ unit, minLength: 1, maxLength: 700 });
    fc.assert(
      fc.property(fc.oneof(text(character), text(unicode)), (value) => {
        expect(measureText(value).segments).toBe(new SegmentedMessage(value).segmentsCount);
      }),
      { numRuns: 500 },
    );
  });
});
