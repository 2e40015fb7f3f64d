import { now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import type { Prisma } from '@/lib/db/generated/client';
import { isWorking } from '@/lib/domain/key-secrets/old-signing-secret';

/** What pages show of a signing secret. */
export const SIGNING_SECRET = 'the signing secret';

/** Whether a secret no longer opens anything: it was retired, or its time is over. */
export function hasEnded({ retiredAt, endsAt }: { retiredAt: Date | null; endsAt: Date | null }): boolean {
  return retiredAt !== null || (endsAt !== null && endsAt <= now());
}

/** The columns of a key that tell which signing secrets work. */
export const signingColumns = {
  sealedSigningSecret: true,
  oldSigningSecret: { select: { sealed: true, endsAt: true } },
} satisfies Prisma.ApiKeySelect;

export type SigningSecrets = Prisma.ApiKeyGetPayload<{ select: typeof signingColumns }>;

/** Which signing secret of the key it is, by the hash of its sealed form; null if signatures of it are not accepted. */
export function signingKindOf(
  { sealedSigningSecret, oldSigningSecret: old }: SigningSecrets,
  sealedHash: Uint8Array,
): 'signing' | 'oldSigning' | null {
  if (sealedSigningSecret && sha256(sealedSigningSecret).equals(sealedHash)) return 'signing';
  return old && isWorking(old, now()) && sha256(old.sealed).equals(sealedHash) ? 'oldSigning' : null;
}
