import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SignatureClaim, SignatureScheme, SignedRequest } from '@/lib/gateway/signatures/scheme';

export type Verdict =
  | { ok: true; claim: SignatureClaim }
  | { ok: false; code: 'INVALID_SIGNATURE' | 'SIGNATURE_EXPIRED'; problem: string; base: string | null };

/**
 * Decides whether `request` was signed with `secret` within the scheme's window around `at`. Whether the nonce
 * is new is the caller's to find out, and only of a signature that holds.
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
  if (Math.abs(at.getTime() - claim.createdAt.getTime()) > scheme.windowSeconds * 1000) {
    const problem = `The signature is more than ${scheme.windowSeconds} seconds away from our clock, ${at.toISOString()}.`;
    return { ok: false, code: 'SIGNATURE_EXPIRED', problem, base: claim.base };
  }
  return { ok: true, claim };
}
