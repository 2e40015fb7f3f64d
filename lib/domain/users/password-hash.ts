import { createHmac } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { randomBase62 } from '@/lib/base62';
import { derivedKey } from '@/lib/crypto';
import { admitHashing } from '@/lib/domain/users/hashing-queue';

/** OWASP's first choice for argon2id (the library's default kind). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * argon2id of a password under the server's pepper, as a PHC string; null when too many are waiting.
 *
 * The salt is made from the address, which makes the hash of an address and a password one value: sign-in
 * computes it once and looks it up, for known and unknown addresses and however many users claim the address.
 */
export async function hashPassword(email: string, password: string): Promise<string | null> {
  const salt = createHmac('sha256', derivedKey('password-salt')).update(email).digest().subarray(0, 16);
  return admitHashing(() => hash(password, { ...COST, salt, secret: derivedKey('password-pepper') }));
}

/** Stands where a hash would, and is the hash of no password. */
export function noPassword(): string {
  return `none ${randomBase62(22)}`;
}
