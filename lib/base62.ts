import { randomBytes } from 'node:crypto';

export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `length` characters of `alphabet` (2 to 256 different ones) from the system's random source, each equally likely. */
export function randomText(alphabet: string, length: number): string {
  // Bytes from the largest multiple of the alphabet's size on are dropped, so no character is favoured.
  const limit = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes((length - text.length) * 2)) {
      if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}

/** `length` random base62 digits. */
export function randomBase62(length: number): string {
  return randomText(BASE62, length);
}

/** `value` (an integer ≥ 0) in base62, padded on the left with `0` to `width` digits. */
export function toBase62(value: number, width: number): string {
  let digits = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62[rest % 62] + digits;
  return digits.padStart(width, '0');
}
