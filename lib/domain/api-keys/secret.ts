import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { randomBase62, toBase62 } from '@/lib/base62';
import { derivedKey } from '@/lib/crypto';
import type { Environment } from '@/lib/db/generated/enums';
import type { KeyPolicy } from '@/lib/domain/api-keys/policy';

const CHECKSUM_LENGTH = 6;

/** CRC-32 of the random part alone, in base62, as GitHub's tokens carry it. */
export function checksum(random: string): string {
  return toBase62(crc32(random), CHECKSUM_LENGTH);
}

/**
 * A new secret `<prefix>_<environment>_<random><checksum>`.
 * @param length characters after the second underscore, the checksum's six among them
 */
export function generateSecret(policy: KeyPolicy, environment: Environment, length: number): string {
  const random = randomBase62(length - CHECKSUM_LENGTH);
  return `${policy.prefix}_${policy.environmentSegment[environment]}_${random}${checksum(random)}`;
}

/**
 * Whether `value` could be a secret of this policy, told by its shape and checksum: most mistyped and all
 * made-up values are refused here, without a query.
 */
export function isWellFormed(policy: KeyPolicy, value: string): boolean {
  const { min, max } = policy.length;
  for (const segment of Object.values(policy.environmentSegment)) {
    const prefix = `${policy.prefix}_${segment}_`;
    if (!value.startsWith(prefix)) continue;
    const rest = value.slice(prefix.length);
    if (rest.length < min || rest.length > max || !/^[0-9A-Za-z]+$/.test(rest)) return false;
    return checksum(rest.slice(0, -CHECKSUM_LENGTH)) === rest.slice(-CHECKSUM_LENGTH);
  }
  return false;
}

let pepper: KeyObject | undefined;

/** What the database keeps: fast on purpose, since a secret is random and not a password. */
export function hashSecret(secret: string): Buffer<ArrayBuffer> {
  // A prepared key: preparing it anew takes Node several times as long as the hash itself.
  pepper ??= createSecretKey(derivedKey('api-key-pepper'));
  return Buffer.from(createHmac('sha256', pepper).update(secret).digest());
}
