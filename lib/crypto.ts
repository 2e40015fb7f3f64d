import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto';
import { appSecret } from '@/lib/env';

/** In bytes: a shorter tag would be easier to forge. */
const TAG_LENGTH = 16;

const keys = new Map<string, Buffer>();

/** A 256-bit key for one purpose, derived from APP_SECRET by HKDF-SHA-256 (RFC 5869). */
export function derivedKey(purpose: string): Buffer {
  let key = keys.get(purpose);
  if (!key) {
    key = Buffer.from(hkdfSync('sha256', appSecret(), 'keydesk', purpose, 32));
    keys.set(purpose, key);
  }
  return key;
}

/** SHA-256: enough for values that nobody can guess, and to tell two bodies apart. */
export function sha256(value: string | Uint8Array): Buffer<ArrayBuffer> {
  return hash('sha256', value, 'buffer');
}

/** Seals text with AES-256-GCM under the key of `purpose`: nonce (12 bytes), tag (16), ciphertext. */
export function seal(purpose: string, text: string): Buffer<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derivedKey(purpose), nonce, { authTagLength: TAG_LENGTH });
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/**
 * Opens what `seal` returned for the same purpose.
 * @throws if it was changed, or sealed with another purpose or secret
 */
export function unseal(purpose: string, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', derivedKey(purpose), sealed.subarray(0, 12), {
    authTagLength: TAG_LENGTH,
  });
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}
