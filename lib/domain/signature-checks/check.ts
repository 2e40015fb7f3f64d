import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { openSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { parse } from '@/lib/domain/parse';
import { compareSignature, readSignature, withoutLastBreak } from '@/lib/domain/signature-checks/compare';
import { type CheckedScheme, type Remark, wrong } from '@/lib/domain/signature-checks/remark';
import { checkSignatureSchema } from '@/lib/domain/signature-checks/schema';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

const UNREADABLE = 'Paste 64 hexadecimal digits, or base64 of 32 bytes.';

/**
 * Checks a signature base that a member pasted, and the signature that their code made of it. It never returns what the
 * right signature would be: whoever reads the page must not be able to sign with it. Nothing is stored.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (also for a key of another workspace), FORBIDDEN, or CONFLICT for a signature
 * of a key that has no signing secret.
 */
export async function checkPastedSignature(
  actor: Actor,
  input: unknown,
  { signingPrefix }: Pick<KeyPolicy, 'signingPrefix'>,
  scheme: CheckedScheme,
): Promise<Result<Remark[]>> {
  const parsed = parse(checkSignatureSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'signature-checks/check');
  if (!authorized.ok) return authorized;
  const { keyId, signature: pasted } = parsed.value;
  const key = await db().apiKey.findFirst({
    where: { id: keyId, workspaceId: authorized.value.workspaceId },
    select: { sealedSigningSecret: true },
  });
  if (!key) return refuseUnknownKey();
  const secret = key.sealedSigningSecret && openSigningSecret(key.sealedSigningSecret);
  const { base } = parsed.value;
  if (secret && base.includes(secret)) {
    return ok([wrong('This text contains the signing secret, which must not be part of it.')]);
  }
  const remarks = scheme.inspect(withoutLastBreak(base), keyId, now());
  if (pasted === '') return ok(remarks);
  if (!secret)
    return refuse('CONFLICT', say`This key has no signing secret yet. Require HMAC signatures first.`);
  const signature = readSignature(pasted);
  if (!signature) {
    return refuse('INVALID_REQUEST', UNREADABLE, { fields: { signature: UNREADABLE } });
  }
  return ok([...remarks, compareSignature(base, signature, secret, { signingPrefix, ...scheme })]);
}
