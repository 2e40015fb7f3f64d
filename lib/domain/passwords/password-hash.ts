import { createHmac } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { randomBase62 } from '@/lib/base62';
import { derivedKey } from '@/lib/crypto';
import { queueHashing } from '@/lib/domain/passwords/hashing-queue';
import { normalizePassword } from '@/lib/domain/passwords/normalize-password';

/** The first option of OWASP for argon2id (the library's default kind). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

function hashOf(email: string, password: string): Promise<string> {
  const salt = createHmac('sha256', derivedKey('password-salt')).update(email).digest().subarray(0, 16);
  return hash(password, { ...COST, salt, secret: derivedKey('password-pepper') });
}

/**
 * Hashes the normalized form of a password with argon2id and the server's pepper. Returns a PHC string, or null if too
 * many are waiting.
 *
 * The salt is derived from the address, so that an address and a password have only one hash. Sign-in computes it once
 * and looks it up, for known and unknown addresses, and no matter how many users claim the address.
 */
export async function hashPassword(email: string, password: string): Promise<string | null> {
  return queueHashing(() => hashOf(email, normalizePassword(password)));
}

/**
 * The hashes that a typed password may have in the database, that of its normalized form first. Null if too many are
 * waiting. A second hash is of the password as it was typed, because older hashes were made without normalizing. The
 * number of hashes, and so the time, depends only on what was typed.
 */
export async function hashTypedPassword(
  email: string,
  typed: string,
): Promise<readonly [normalized: string, ...others: string[]] | null> {
  const normalized = normalizePassword(typed);
  return queueHashing(async () => {
    const first = await hashOf(email, normalized);
    return normalized === typed ? [first] : [first, await hashOf(email, typed)];
  });
}

/** A value in place of a hash that no password matches. */
export function noPassword(): string {
  return `none ${randomBase62(22)}`;
}
