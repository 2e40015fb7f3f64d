import fc from 'fast-check';
import { expect, it } from 'vitest';
import { derivedKey, seal, unseal } from '@/lib/crypto';

it('opens what it sealed, and seals the same text differently each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(unseal('mail', seal('mail', text))).toBe(text);
    }),
  );
  expect(seal('mail', 'text')).not.toEqual(seal('mail', 'text'));
});

it('refuses what was changed, shortened, or sealed for another purpose', () => {
  const sealed = seal('mail', 'a link');
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => unseal('mail', changed)).toThrow();
  }
  expect(() => unseal('mail', sealed.subarray(0, 20))).toThrow();
  expect(() => unseal('other', sealed)).toThrow();
});

it('derives one key for each purpose', () => {
  expect(derivedKey('one')).toEqual(derivedKey('one'));
  expect(derivedKey('one')).not.toEqual(derivedKey('other'));
  expect(derivedKey('one')).toHaveLength(32);
});
