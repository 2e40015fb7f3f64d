import { createHmac, timingSafeEqual } from 'node:crypto';
import { SECOND } from '@/lib/clock';
import type { SignatureClaim, SignatureScheme, SignedRequest } from '@/lib/profiles/signatures/scheme';

export type Verdict =
  | { ok: true; claim: SignatureClaim }
  | { ok: false; code: 'INVALID_SIGNATURE' | 'SIGNATURE_EXPIRED'; problem: string; base: string | null };

/**
 * Checks that `request` was signed with `secret`, within the scheme's time window around `at`. The caller then checks
 * whether the nonce is new.
 */
export function verifySignature(
  scheme: SignatureScheme,
  request: SignedRequest,
  keyId: string,
  secret: string,
  at: Date,
): Verdict {
  const claim = scheme.read(request, keyId);
  if ('problem' in claim) return { ok: false, code: 'INVALID_SIGNATURE', problem: claim.problem, base: null };
  const expected = createHmac('sha256', secret).update(claim.base).digest();
  if (claim.signature.length !== expected.length || !timingSafeEqual(claim.signature, expected)) {
    const problem = 'The signature does not match the request.';
    return { ok: false, code: 'INVALID_SIGNATURE', problem, base: claim.base };
  }
  const distance = Math.abs(at.getTime() - claim.createdAt.getTime());
  if (distance > scheme.windowSeconds * SECOND || (claim.expiresAt && claim.expiresAt < at)) {
    const problem =
      claim.expiresAt && distance <= scheme.windowSeconds * SECOND
        ? `The signature ended at ${claim.expiresAt.toISOString()}; our clock says ${at.toISOString()}.`
        : `The signature is more than ${scheme.windowSeconds} seconds away from our clock, ${at.toISOString()}.`;
    return { ok: false, code: 'SIGNATURE_EXPIRED', problem, base: claim.base };
  }
  return { ok: true, claim };
}
