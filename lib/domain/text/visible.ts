const SHAPED = '(?!\\p{Default_Ignorable_Code_Point})[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Co}\\p{Cn}]';

/** Spell the region in the flags of England, Scotland and Wales, after a black flag. */
const FLAG_TAGS = /(?<=\u{1f3f4})[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/gu;

/** Choose the shape of the emoji, ideograph or Mongolian letter before them. */
const VARIATION_SELECTORS = new RegExp(
  `(?<=${SHAPED})[\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]`,
  'gu',
);

/** ZWNJ, ZWJ and the Mongolian vowel separator, alone between two characters. */
const JOINERS = new RegExp(`(?<=${SHAPED})[\\u180e\\u200c\\u200d](?=${SHAPED})`, 'gu');

/** ZWJ at the end of a word chooses the shape of its last letter in Malayalam, Hindi and Persian. */
const FINAL_JOINERS = /(?<=(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}])\u200d(?=\s|$)/gu;

/** Format characters with a shape of their own: number and verse signs of Arabic, Syriac and Kaithi. */
const SIGNS = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/gu;

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

/** U+2800 is an empty Braille pattern, U+1D159 a note without a head. */
const VISIBLE = /(?!\p{Default_Ignorable_Code_Point}|[\u2800\u{1d159}])[\p{L}\p{N}\p{P}\p{S}\p{Co}\p{Cn}]/u;

/** Whether a text shows at least one character on its own. A space or an accent alone does not count. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/**
 * Whether a text is free of control characters, line breaks, direction marks, half characters and invisible characters.
 * Joiners, variation selectors and tags are allowed where Unicode gives them an effect: many emoji, and Persian, Hindi
 * and other names, need them.
 */
export function hidesNothing(text: string): boolean {
  const rest = text
    .replace(FLAG_TAGS, '')
    .replace(SIGNS, '')
    .replace(VARIATION_SELECTORS, '')
    .replace(JOINERS, '')
    .replace(FINAL_JOINERS, '');
  return !HIDDEN.test(rest);
}
