import { now, SECOND } from '@/lib/clock';
import type { KnownKey } from '@/lib/domain/api-keys/look-up';
import { openSigningSecret } from '@/lib/domain/api-keys/signing-secret';
import { takeNonce } from '@/lib/domain/api-keys/take-nonce';
import type { Call } from '@/lib/gateway/call';
import { type Step, stop } from '@/lib/gateway/problem';
import { explainMismatch } from '@/lib/gateway/signatures/explain-mismatch';
import { SCHEMES } from '@/lib/gateway/signatures/schemes';
import { toSignedRequest } from '@/lib/gateway/signatures/signed-request';
import { verifySignature } from '@/lib/gateway/signatures/verify';
import type { Profile } from '@/lib/profiles/types';

/** Whether the call is signed as its key requires. A signature that nobody asked for must be good as well. */
export async function checkSignature(
  call: Call,
  { id, signing }: KnownKey,
  body: Buffer,
  profile: Profile,
): Promise<Step<null>> {
  const scheme = SCHEMES[profile.signatures];
  if (!scheme.marks.some((name) => name in call.request.headers)) {
    if (!signing.required) return { ok: true, value: null };
    return stop(
      'SIGNATURE_REQUIRED',
      'This API key takes signed requests only. Sign each with its signing secret.',
    );
  }
  if (!signing.sealedSecret) {
    return stop(
      'INVALID_SIGNATURE',
      'This API key has no signing secret. Turn signatures on in the portal, or send none.',
    );
  }

  const request = toSignedRequest(call, body);
  const secret = openSigningSecret(signing.sealedSecret);
  const verdict = verifySignature(scheme, request, id, secret, now());
  if (!verdict.ok) {
    const { code, problem, base } = verdict;
    const mismatch = code === 'INVALID_SIGNATURE' && base !== null;
    return stop(code, problem, {
      detail: mismatch ? explainMismatch(scheme, request, id, secret, base) : { problem },
    });
  }
  const { nonce, createdAt } = verdict.claim;
  const expiresAt = new Date(createdAt.getTime() + scheme.windowSeconds * SECOND);
  if (await takeNonce(id, nonce, expiresAt)) return { ok: true, value: null };
  return stop(
    'NONCE_REUSED',
    'This signed request was sent before. Sign each request anew, with a new nonce.',
  );
}
