import { randomBytes } from 'node:crypto';

export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The largest multiple of 62 that fits a byte: bytes from here on are thrown away, so no digit is favoured. */
const UNBIASED = 248;

/** `length` base62 digits from the system's random source, each equally likely. */
export function randomBase62(length: number): string {
  let digits = '';
  while (digits.length < length) {
    for (const byte of randomBytes((length - digits.length) * 2)) {
      if (byte < UNBIASED && digits.length < length) digits += BASE62[byte % 62];
    }
  }
  return digits;
}

/** `value` (an integer ≥ 0) in base62, padded on the left with `0` to `width` digits. */
export function toBase62(value: number, width: number): string {
  let digits = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62[rest % 62] + digits;
  return digits.padStart(width, '0');
}
