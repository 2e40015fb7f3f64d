import { createHash } from 'node:crypto';
import { randomBase62 } from '@/lib/base62';
import { seal, unseal } from '@/lib/crypto';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

const PURPOSE = 'signing-secret';
/** 256 bits. */
const DIGITS = 43;

/** A new secret to sign calls with: the policy's prefix and 43 random letters and digits. */
export function generateSigningSecret({ signingPrefix }: Pick<KeyPolicy, 'signingPrefix'>): string {
  return `${signingPrefix}${randomBase62(DIGITS)}`;
}

/** A signing secret as the database keeps it: the server has to know it, so it is sealed, not hashed. */
export function sealSigningSecret(secret: string): Buffer<ArrayBuffer> {
  return seal(PURPOSE, secret);
}

/** Opening a secret takes longer than any other part of checking a signature, and a key in memory keeps its bytes. */
const opened = new WeakMap<Uint8Array, string>();

/** What `sealSigningSecret` sealed. It is kept in memory as long as `sealed`. */
export function openSigningSecret(sealed: Uint8Array): string {
  const known = opened.get(sealed);
  if (known !== undefined) return known;
  const secret = unseal(PURPOSE, sealed);
  opened.set(sealed, secret);
  return secret;
}

/** A name for a sealed secret that tells nothing of it; one that is sealed later has another. */
export function signingSecretVersion(sealed: Uint8Array): string {
  return createHash('sha256').update(sealed).digest('base64url').slice(0, 22);
}
