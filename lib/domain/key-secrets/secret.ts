import { createHmac, createSecretKey, hash, type KeyObject, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { randomText, toBase62 } from '@/lib/base62';
import { derivedKey, seal } from '@/lib/crypto';
import type { Environment } from '@/lib/db/generated/enums';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { secretStart, startsOf } from '@/lib/domain/key-secrets/secret-start';

const CHECKSUM_LENGTH = 6;

/** CRC-32 of the random part alone, in base62, as GitHub's tokens carry it. */
export function checksum(random: string): string {
  return toBase62(crc32(random), CHECKSUM_LENGTH);
}

/**
 * A new secret: what the policy's secrets start with, random characters and, if the policy has one, their checksum.
 * @param length characters after the start, the checksum's six among them
 * @param number of the key in its workspace; null if the policy does not number keys
 */
export function generateSecret(
  policy: KeyPolicy,
  environment: Environment,
  length: number,
  number: number | null = null,
): string {
  const start = secretStart(policy, environment, number);
  if (policy.checksum === null) return start + randomText(policy.alphabet, length);
  const random = randomText(policy.alphabet, length - CHECKSUM_LENGTH);
  return `${start}${random}${checksum(random)}`;
}

const alphabets = new Map<string, RegExp>();

/** What matches text of these characters alone. */
function only(alphabet: string): RegExp {
  let pattern = alphabets.get(alphabet);
  if (!pattern) {
    pattern = new RegExp(`^[${alphabet.replace(/[\\\]^-]/g, '\\$&')}]+$`);
    alphabets.set(alphabet, pattern);
  }
  return pattern;
}

/**
 * Whether `value` could be a secret of this policy, judged by its format and checksum: most mistyped and all
 * made-up values are refused here, without a query.
 */
export function isWellFormed(policy: KeyPolicy, value: string): boolean {
  const { alphabet, length } = policy;
  for (const start of startsOf(policy, value)) {
    const rest = value.slice(start.length);
    if (rest.length < length.min || rest.length > length.max || !only(alphabet).test(rest)) continue;
    if (policy.checksum === null) return true;
    if (checksum(rest.slice(0, -CHECKSUM_LENGTH)) === rest.slice(-CHECKSUM_LENGTH)) return true;
  }
  return false;
}

/** The texts that give a secret away: the whole of it, and its random characters without the start. */
export function secretTexts(policy: KeyPolicy, secret: string): string[] {
  const start = startsOf(policy, secret)[0] ?? '';
  return start === '' ? [secret] : [secret, secret.slice(start.length)];
}

let pepper: KeyObject | undefined;

/** What the database stores: a fast hash is enough, because a secret is random and not a password. */
export function hashSecret(secret: string): Buffer<ArrayBuffer> {
  // A prepared key, because preparing it takes Node several times as long as the hash.
  pepper ??= createSecretKey(derivedKey('api-key-pepper'));
  return Buffer.from(createHmac('sha256', pepper).update(secret).digest());
}

/** Only of this process. */
const memorySalt = randomBytes(32).toString('base64');

/**
 * What the memory of a process knows a secret by, instead of the secret itself. It takes a fifth of the time of
 * `hashSecret`, which every call would need.
 */
export function memoryHash(secret: string): string {
  return hash('sha256', memorySalt + secret, 'base64');
}

/** What recoverable secrets are sealed for. */
export const RECOVERABLE_PURPOSE = 'recoverable-key';

/** The secret as the database stores it for its owner to see again; null if the policy shows secrets only once. */
export function sealRecoverable({ reveal }: KeyPolicy, secret: string): Buffer<ArrayBuffer> | null {
  return reveal === 'recoverable' ? seal(RECOVERABLE_PURPOSE, secret) : null;
}
