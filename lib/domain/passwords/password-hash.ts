import { createHmac } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { randomBase62 } from '@/lib/base62';
import { derivedKey } from '@/lib/crypto';
import { queueHashing } from '@/lib/domain/passwords/hashing-queue';
import { normalizePassword } from '@/lib/domain/passwords/normalize-password';

/** OWASP's first choice for argon2id (the library's default kind). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

function hashOf(email: string, password: string): Promise<string> {
  const salt = createHmac('sha256', derivedKey('password-salt')).update(email).digest().subarray(0, 16);
  return hash(password, { ...COST, salt, secret: derivedKey('password-pepper') });
}

/**
 * argon2id of a password, in its normalized form, under the server's pepper, as a PHC string; null when too many are
 * waiting.
 *
 * The salt is made from the address, which makes the hash of an address and a password one value: sign-in
 * computes it once and looks it up, for known and unknown addresses and however many users claim the address.
 */
export async function hashPassword(email: string, password: string): Promise<string | null> {
  return queueHashing(() => hashOf(email, normalizePassword(password)));
}

/**
 * The hashes that a typed password may have in the database, the one of its normalized form first; null when too many
 * are waiting. A second one is of the password as it was typed: older hashes were made without normalizing. How many
 * there are, and so the work, depends on what was typed alone.
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

/** Stands where a hash would, and is the hash of no password. */
export function noPassword(): string {
  return `none ${randomBase62(22)}`;
}
