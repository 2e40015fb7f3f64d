import { now, SECOND } from '@/lib/clock';
import type { KnownKey, OldSigning } from '@/lib/domain/key-calls/known-key';
import { type SignedNonce, signedNonce } from '@/lib/domain/key-calls/take-nonce';
import { isWorking } from '@/lib/domain/key-secrets/old-signing-secret';
import { openSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { ok, type Refusal, type Result, refuse } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { explainMismatch } from '@/lib/gateway/signatures/explain-mismatch';
import { toSignedRequest } from '@/lib/gateway/signatures/signed-request';
import { verifySignature } from '@/lib/gateway/signatures/verify';
import type { Profile } from '@/lib/profiles/profile';
import type { SignatureScheme } from '@/lib/profiles/signatures/scheme';
import { say } from '@/lib/say';

/** Verifies with the old signing secret what did not match the current one; null if it does not match that, either. */
function verifyByOld(
  call: Call,
  { sealedSecret }: OldSigning,
  { code }: Refusal,
  verify: (secret: string) => ReturnType<typeof verifySignature>,
) {
  if (code !== 'INVALID_SIGNATURE') return null;
  const secret = openSigningSecret(sealedSecret);
  call.secrets.push(secret);
  const verified = verify(secret);
  return !verified.ok && verified.refusal.code === 'INVALID_SIGNATURE' ? null : verified;
}

/**
 * Checks the signature of a call. A key can require one. A signature that was made with the key must be valid even if
 * the key does not require it. Signatures of others, such as a proxy, are ignored. Returns the nonce, which the caller must take;
 * null if the call is not signed.
 */
export function checkSignature(
  call: Call,
  key: KnownKey,
  body: Buffer,
  profile: Profile,
): Result<SignedNonce | null> {
  const scheme = profile.signature;
  if (scheme === null) return ok(null);
  const carriesMark = scheme.marks.some((name) => name in call.request.headers);
  if (carriesMark) return checkMarked(call, key, body, scheme, profile);
  if (!key.signing.required) return ok(null);
  return refuse(
    'SIGNATURE_REQUIRED',
    say`This API key accepts signed requests only. Sign each request with the signing secret.`,
  );
}

function checkMarked(
  call: Call,
  { id, signing }: KnownKey,
  body: Buffer,
  scheme: SignatureScheme,
  profile: Profile,
): Result<SignedNonce | null> {
  const request = toSignedRequest(call, body);
  const claim = scheme.read(request, id);
  // What can be read says that it was made with the key.
  const isOwn = signing.required || !('problem' in claim) || scheme.isSignedBy(request, id);
  if (!isOwn) return ok(null);
  if (!signing.sealedSecret) {
    return refuse(
      'INVALID_SIGNATURE',
      say`This API key has no signing secret. Turn signatures on in the portal, or send none.`,
    );
  }

  const at = now();
  const secret = openSigningSecret(signing.sealedSecret);
  call.secrets.push(secret);
  const byCurrent = verifySignature(scheme, claim, secret, at);
  const old = signing.old && isWorking(signing.old, at) ? signing.old : null;
  const byOld =
    old && !byCurrent.ok
      ? verifyByOld(call, old, byCurrent.refusal, (oldSecret) =>
          verifySignature(scheme, claim, oldSecret, at),
        )
      : null;
  const verified = byOld ?? byCurrent;
  if (!verified.ok) {
    const { code, message } = verified.refusal;
    const mismatch = code === 'INVALID_SIGNATURE' && 'base' in claim;
    return refuse(code, message, {
      detail: mismatch
        ? explainMismatch(scheme, request, id, secret, claim.base, profile)
        : { problem: message },
    });
  }
  if (old) call.signature = { oldId: old.id, isByOld: byOld !== null };
  const { nonce, createdAt } = verified.value;
  const expiresAt = new Date(createdAt.getTime() + scheme.windowSeconds * SECOND);
  return ok(signedNonce(id, nonce, expiresAt));
}
