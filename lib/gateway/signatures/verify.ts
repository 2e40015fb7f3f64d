import { createHmac, timingSafeEqual } from 'node:crypto';
import { SECOND } from '@/lib/clock';
import { ok, type Result, refuse } from '@/lib/errors';
import type { MalformedSignature, SignatureClaim, SignatureScheme } from '@/lib/profiles/signatures/scheme';

function isSignatureOf(text: string, secret: string, signature: Buffer): boolean {
  const expected = createHmac('sha256', secret).update(text).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected);
}

/**
 * Checks that a signature, as `scheme` has read it, was made with `secret`, within the scheme's time window around `at`. The
 * caller then checks whether the nonce is new. Refuses with INVALID_SIGNATURE or SIGNATURE_EXPIRED.
 */
export function verifySignature(
  { windowSeconds }: SignatureScheme,
  claim: SignatureClaim | MalformedSignature,
  secret: string,
  at: Date,
): Result<SignatureClaim> {
  if ('problem' in claim) return refuse('INVALID_SIGNATURE', claim.problem);
  const { base, otherBases = [] } = claim;
  if (![base, ...otherBases].some((text) => isSignatureOf(text, secret, claim.signature))) {
    return refuse('INVALID_SIGNATURE', 'The signature does not match the request.');
  }
  const distance = Math.abs(at.getTime() - claim.createdAt.getTime());
  if (distance > windowSeconds * SECOND) {
    return refuse(
      'SIGNATURE_EXPIRED',
      `The signature is more than ${windowSeconds} seconds away from our clock, ${at.toISOString()}.`,
    );
  }
  if (claim.expiresAt && claim.expiresAt < at) {
    return refuse(
      'SIGNATURE_EXPIRED',
      `The signature ended at ${claim.expiresAt.toISOString()}; our clock says ${at.toISOString()}.`,
    );
  }
  return ok(claim);
}
