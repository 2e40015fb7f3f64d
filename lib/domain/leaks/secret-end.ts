import { now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';

/** What pages show of a signing secret. */
export const SIGNING_SECRET = 'the signing secret';

/** Whether a secret no longer opens anything: it was retired, or its time is over. */
export function hasEnded({ retiredAt, endsAt }: { retiredAt: Date | null; endsAt: Date | null }): boolean {
  return retiredAt !== null || (endsAt !== null && endsAt <= now());
}

/** Whether a signing secret, by the hash of its sealed form, is the one that the key has now. */
export function isCurrentSigning(
  { sealedSigningSecret }: { sealedSigningSecret: Uint8Array | null },
  sealedHash: Uint8Array,
): boolean {
  return sealedSigningSecret !== null && sha256(sealedSigningSecret).equals(sealedHash);
}
