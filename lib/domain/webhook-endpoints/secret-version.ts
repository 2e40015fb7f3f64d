import { sha256 } from '@/lib/crypto';

/** A name for a sealed secret that reveals nothing of it. Each secret has another one; without a secret, it is `none`. */
export function secretVersion(sealed: Uint8Array | null): string {
  return sealed ? sha256(sealed).toString('base64url').slice(0, 22) : 'none';
}
