import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '@/lib/crypto';
import { maskSecret } from '@/lib/domain/key-secrets/mask';
import {
  checksum,
  generateSecret,
  hashSecret,
  isWellFormed,
  memoryHash,
} from '@/lib/domain/key-secrets/secret';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';

const policy = keydesk.keys;

describe('checksum', () => {
  it('agrees with a published GitHub token', () => {
    expect(checksum('zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ')).toBe('0mLq17');
  });
});

describe('generateSecret', () => {
  it('generates well-formed secrets of every length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 32, max: 128 }),
        fc.constantFrom('live', 'sandbox'),
        (length, environment) => {
          const secret = generateSecret(policy, environment, length);
          expect(secret).toMatch(new RegExp(`^kd_${environment}_[0-9A-Za-z]{${length}}$`));
          expect(isWellFormed(policy, secret)).toBe(true);
        },
      ),
    );
  });

  it('never repeats itself, even at the shortest length', () => {
    const secrets = Array.from({ length: 10_000 }, () => generateSecret(policy, 'live', 32));
    expect(new Set(secrets).size).toBe(secrets.length);
  });
});

describe('isWellFormed', () => {
  it('refuses a secret with any one character changed', () => {
    const secret = generateSecret(policy, 'live', 64);
    for (let index = 'kd_live_'.length; index < secret.length; index++) {
      const other = secret[index] === 'a' ? 'b' : 'a';
      expect(isWellFormed(policy, secret.slice(0, index) + other + secret.slice(index + 1))).toBe(false);
    }
  });

  it.each(['', 'kd', 'kd_live_', 'kd_test_abc', `xx_live_${'a'.repeat(64)}`, `kd_live_${'é'.repeat(64)}`])(
    'refuses %j',
    (value) => {
      expect(isWellFormed(policy, value)).toBe(false);
    },
  );
});

describe('storage', () => {
  it('uses a keyed hash of 256 bits', () => {
    const secret = generateSecret(policy, 'live', 64);
    expect(hashSecret(secret)).toHaveLength(32);
    expect(hashSecret(secret)).toEqual(hashSecret(secret));
    expect(hashSecret(secret)).not.toEqual(hashSecret(`${secret}x`));
  });

  it('knows a secret in memory by a salted hash of 256 bits', () => {
    const secret = generateSecret(policy, 'live', 64);
    expect(Buffer.from(memoryHash(secret), 'base64')).toHaveLength(32);
    expect(memoryHash(secret)).toBe(memoryHash(secret));
    expect(memoryHash(secret)).not.toBe(memoryHash(`${secret}x`));
    expect(memoryHash(secret)).not.toBe(sha256(secret).toString('base64'));
  });

  it('masks everything but the prefix, the environment and the last four characters', () => {
    expect(maskSecret(policy, `kd_live_${'a1b2c3d4'.repeat(4)}o5p6`)).toBe('kd_live_****o5p6');
  });
});
