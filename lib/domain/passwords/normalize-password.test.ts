import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalizePassword } from '@/lib/domain/passwords/normalize-password';
import { newPassword } from '@/lib/domain/passwords/schema';

it.each([
  ['a decomposed letter', 'e\u0301', '\u00e9'],
  ['a letter with two marks', 'o\u0302\u0323', '\u1ed9'],
  ['decomposed Hangul', '\u1112\u1161\u11ab', '\ud55c'],
  ['the Kelvin sign', '\u212a', 'K'],
  ['a no-break space', 'a\u00a0b', 'a b'],
  ['an ideographic space', 'a\u3000b', 'a b'],
  ['an ogham space mark', 'a\u1680b', 'a b'],
  ['ASCII as it is, in its case and width', ' Aa  Zz ', ' Aa  Zz '],
  ['a full-width letter as it is', '\uff21', '\uff21'],
  ['an emoji that is joined', '\u{1f469}\u200d\u{1f680}', '\u{1f469}\u200d\u{1f680}'],
])('accepts %s', (_what, typed, normalized) => {
  expect(normalizePassword(typed)).toBe(normalized);
});

it('is stable, and the same for every form of a text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const normalized = normalizePassword(text);
      expect(normalizePassword(normalized)).toBe(normalized);
      expect(normalizePassword(text.normalize('NFD'))).toBe(normalized);
      expect(normalizePassword(text.replaceAll(' ', '\u00a0'))).toBe(normalized);
    }),
  );
});

it.each([
  ['fourteen letters, each typed as two characters', 'e\u0301'.repeat(14)],
  ['a tab', 'seven green\tlanterns hum'],
  ['a line break', 'seven green\nlanterns hum'],
  ['a delete', 'seven green\u007flanterns hum'],
  ['a control of the second range', 'seven green\u0085lanterns hum'],
  ['half a character', 'seven green\ud800lanterns hum'],
])('refuses a new password with %s', (_what, password) => {
  expect(newPassword.safeParse(password).success).toBe(false);
});

it('measures and returns the normalized form', () => {
  expect(newPassword.parse('e\u0301'.repeat(15))).toBe('\u00e9'.repeat(15));
  const longest = '\u00e9'.repeat(512);
  expect(newPassword.parse(longest.normalize('NFD'))).toBe(longest);
  expect(newPassword.safeParse(`${longest}e`).success).toBe(false);
});
