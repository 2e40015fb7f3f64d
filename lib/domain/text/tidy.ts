const START = /^[\s\u200c\u200d]+/u;
/** A ZWJ after a letter shapes the letter, so it stays. */
const END = /(?:\s|\u200c|(?<![\p{L}\p{M}])\u200d)+$/u;

/**
 * The form of a text that is stored, searched and compared: NFC (Unicode Standard Annex 15), without spaces or joiners
 * around it.
 */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(START, '').replace(END, '');
}
