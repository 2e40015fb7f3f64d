/** Control characters, and those that turn the direction of the text around them. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Whether a line of text shows as it is, and as nothing else. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}
