import { BASE62 } from '@/lib/base62';
import { DAY, now } from '@/lib/clock';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const BASE = BigInt(BASE62.length);
/** 64 bits need so many base62 digits. */
const HALF = 11;
const LIMIT = 2n ** 64n;

function toDigits(hex: string): string {
  let digits = '';
  for (let rest = BigInt(`0x${hex}`); rest > 0n; rest /= BASE) digits = BASE62[Number(rest % BASE)] + digits;
  return digits.padStart(HALF, '0');
}

function toHex(digits: string): string | undefined {
  let value = 0n;
  for (const digit of digits) value = value * BASE + BigInt(BASE62.indexOf(digit));
  return value < LIMIT ? value.toString(16).padStart(16, '0') : undefined;
}

/** The 22 base62 digits of a UUID (RFC 9562): 11 for each half. Undefined if the text is not a UUID. */
export function uuidToBase62(uuid: string): string | undefined {
  if (!UUID.test(uuid)) return undefined;
  const hex = uuid.replaceAll('-', '');
  return toDigits(hex.slice(0, 16)) + toDigits(hex.slice(16));
}

/** The UUID with these 22 base62 digits. Undefined if there is none. */
export function base62ToUuid(digits: string): string | undefined {
  if (!/^[0-9A-Za-z]{22}$/.test(digits)) return undefined;
  const [left, right] = [toHex(digits.slice(0, HALF)), toHex(digits.slice(HALF))];
  return left === undefined || right === undefined ? undefined : hexToUuid(left + right);
}

/** The UUID with these 32 hexadecimal digits. Undefined if there is none. */
export function hexToUuid(digits: string): string | undefined {
  const [, ...parts] =
    /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(digits) ?? [];
  return parts.length === 0 ? undefined : parts.join('-');
}

/** The digits of a UUID before its version. */
const TIME_DIGITS = 12;
const VERSION_7 = /^.{14}7.{4}[89ab]/i;
/** When ids began to have times. A random id from before can look as if it had a time, but nearly never one since then. */
const FIRST_TIME = Date.UTC(2026, 10, 27);
/** More than what the clocks of processes differ. */
const EARLY_MS = DAY;

/** A UUID of version 7 (RFC 9562): the time in milliseconds, and the random bits of a UUID of version 4. */
export function uuidAt(at: Date, random: string): string {
  const time = at.getTime().toString(16).padStart(TIME_DIGITS, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}

/** The time in a UUID of version 7. Undefined for all others, and for times at which none was made. */
export function timeOfUuid(uuid: string): Date | undefined {
  if (!VERSION_7.test(uuid)) return undefined;
  const time = Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
  return time >= FIRST_TIME && time <= now().getTime() + EARLY_MS ? new Date(time) : undefined;
}
