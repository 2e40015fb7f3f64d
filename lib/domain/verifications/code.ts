import { createHmac, timingSafeEqual } from 'node:crypto';
import { randomText } from '@/lib/base62';
import { derivedKey } from '@/lib/crypto';
import type { Environment } from '@/lib/db/generated/enums';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';

const DIGITS = '0123456789';

/** How many codes can be checked for one verification. A check constraint in the database says the same. */
export const MAX_ATTEMPTS = 5;

/** The sandbox codes of `SANDBOX_RECIPIENTS` are its first digits. */
const SANDBOX_DIGITS = '1234567890';

/** Their sandbox codes are known. The codes of all other recipients are random, and are not sent. */
export const SANDBOX_RECIPIENTS: readonly string[] = [MAGIC_NUMBERS.delivered, 'delivered@example.com'];

/** The known code of a sandbox recipient. */
export function sandboxCode(length: number): string {
  return SANDBOX_DIGITS.slice(0, length);
}

/** A new code of `length` digits, each equally likely; in the sandbox a known one for `SANDBOX_RECIPIENTS`. */
export function createCode(environment: Environment, recipient: string, length: number): string {
  const isKnown = environment === 'sandbox' && SANDBOX_RECIPIENTS.includes(recipient);
  return isKnown ? sandboxCode(length) : randomText(DIGITS, length);
}

/**
 * The stored form of a code. A code has so few digits that a plain hash could be searched, so it needs the key. Equal
 * codes of different verifications have different hashes.
 */
export function hashCode(verificationId: string, code: string): Buffer<ArrayBuffer> {
  const hmac = createHmac('sha256', derivedKey('verification-code'));
  return Buffer.from(hmac.update(`${verificationId}:${code}`).digest());
}

/** Whether a code is the one with this hash, in constant time. @param hash null: no code is correct */
export function isCorrect(verificationId: string, code: string, hash: Uint8Array | null): boolean {
  const actual = hashCode(verificationId, code);
  return timingSafeEqual(actual, hash ?? Buffer.alloc(actual.length)) && hash !== null;
}
