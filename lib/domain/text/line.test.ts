import { describe, expect, it } from 'vitest';
import { line, optionalLine } from '@/lib/domain/text/line';

const MISSING = 'Enter a name.';
const name = line(20, MISSING);
const messages = (text: string) => name.safeParse(text).error?.issues.map(({ message }) => message) ?? [];

describe('line', () => {
  it.each([
    ['a name in Latin', 'Zoë O’Connor-Łukasz'],
    ['Persian with ZWNJ', 'می\u200cخواهم'],
    ['Persian with ZWNJ before a digit', 'نسخه\u200c۲'],
    ['Persian with ZWJ at the end', 'ه\u200d'],
    ['Hindi with ZWJ', 'क्\u200dष'],
    ['Hindi with ZWJ at the end of a word', 'न्\u200d राज'],
    ['Hindi with ZWNJ', 'क्\u200cष'],
    ['Bengali with ZWJ before the hasanta', 'র\u200d্য'],
    ['Malayalam with ZWJ at the end', 'രാജന്\u200d'],
    ['Sinhala with ZWJ', 'ශ්\u200dරී'],
    ['German with ZWNJ', 'Auf\u200clage'],
    ['Mongolian with a variation selector', 'ᠠ\u180b'],
    ['Mongolian with a vowel separator', 'ᠬᠠᠭ\u180eᠠ'],
    ['Japanese with an ideographic variation', '葛\u{e0100}城'],
    ['Arabic with a verse sign', 'آية \u06dd١'],
    ['Hebrew with points', 'שָׁלוֹם'],
    ['a family', '👨\u200d👩\u200d👧'],
    ['a profession with a skin tone', '👩🏽\u200d💻'],
    ['a heart on fire', '❤\ufe0f\u200d🔥'],
    ['a rainbow flag', '🏳\ufe0f\u200d🌈'],
    ['a pirate flag', '🏴\u200d☠\ufe0f'],
    ['a keycap', '1\ufe0f⃣'],
    ['the flag of a country', '🇮🇷'],
    ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['an emoji that is newer than this Unicode', '\u{1fadd}\u{1faff}'],
    ['20 characters of four bytes', '😀'.repeat(20)],
  ])('does not change %s', (_, text) => {
    expect(name.parse(text)).toBe(text);
  });

  it.each([
    ['another Unicode form', 'Cafe\u0301', 'Café'],
    ['Hangul in letters', '\u1112\u1161\u11ab', '한'],
    ['spaces around', ' \u00a0Ada\t\u3000', 'Ada'],
    ['joiners around', '\u200c\u200dAda\u200c', 'Ada'],
    ['a joiner after an emoji', '👩\u200d', '👩'],
    ['a joiner and spaces', 'Ada \u200c ', 'Ada'],
  ])('tidies %s', (_, text, tidied) => {
    expect(name.parse(text)).toBe(tidied);
  });

  it('measures the tidied text', () => {
    expect(name.parse('e\u0301'.repeat(20))).toBe('é'.repeat(20));
    expect(messages('é'.repeat(21))).toEqual(['Use at most 20 characters.']);
  });

  it.each([
    ['a line feed', 'a\nb'],
    ['a carriage return', 'a\rb'],
    ['NEL', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
  ])('accepts only one line: %s', (_, text) => {
    expect(messages(text)).toEqual(['Write it on one line.']);
  });

  it.each([
    ...[0x00, 0x07, 0x09, 0x1b, 0x7f, 0x9b].map((code) => [code] as const),
    // Direction: marks, embeddings, overrides, isolates.
    ...[0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e].map((code) => [code] as const),
    ...[0x2066, 0x2067, 0x2068, 0x2069].map((code) => [code] as const),
    // What shows nothing.
    ...[0x00ad, 0x034f, 0x115f, 0x17b4, 0x180e, 0x200b, 0x2060, 0x2064, 0x206a, 0x3164].map(
      (c) => [c] as const,
    ),
    ...[0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xffff, 0x1d173, 0xe0001, 0xe0067, 0xe0100].map((c) => [c] as const),
    // Half characters.
    ...[0xd800, 0xdfff].map((code) => [code] as const),
  ])('refuses U+%i after a space', (code) => {
    expect(messages(`a ${String.fromCodePoint(code)}b`)).toEqual([expect.stringContaining('cannot be seen')]);
  });

  it.each([
    ['two joiners in a row', 'a\u200c\u200db'],
    ['a joiner after a space', 'a \u200db'],
    ['ZWNJ before a space', 'a\u200c b'],
    ['two variation selectors in a row', '❤\ufe0f\ufe0f'],
    ['tags after a letter', 'a\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['tags without an end', '🏴\u{e0067}\u{e0062}\u{e0065}'],
    [
      'a text in tags',
      `🏴${[...'hiddentext'].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('')}\u{e007f}`,
    ],
    ['an override between joiners', 'a\u200d\u202e\u200db'],
  ])('refuses %s', (_, text) => {
    expect(messages(text)).toEqual([expect.stringContaining('cannot be seen')]);
  });

  it.each(['', '   ', '\u00a0', '\u200d', '\u200c \u200d', '\ufeff'])('treats %j as empty', (text) => {
    expect(messages(text)).toContain(MISSING);
    expect(optionalLine(20).parse(text)).toBe('');
  });

  it.each(['\u0301', '\u2800', '\u{1d159}', '\ufe0f', '\u3164', '\u{e0020}'])(
    'finds nothing visible in %j',
    (text) => {
      expect(messages(text)).toContain('Use at least one character that can be seen.');
    },
  );
});
