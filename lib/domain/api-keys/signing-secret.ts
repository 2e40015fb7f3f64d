import { seal, unseal } from '@/lib/crypto';

const PURPOSE = 'signing-secret';

/** A signing secret as the database keeps it: the server has to know it, so it is sealed, not hashed. */
export function sealSigningSecret(secret: string): Buffer<ArrayBuffer> {
  return seal(PURPOSE, secret);
}

/** What `sealSigningSecret` sealed. */
export function openSigningSecret(sealed: Uint8Array): string {
  return unseal(PURPOSE, sealed);
}
