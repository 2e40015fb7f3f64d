import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { isWorking } from '@/lib/domain/key-secrets/old-signing-secret';
import { openSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { parse } from '@/lib/domain/parse';
import { compareSignature, readSignature, withoutLastBreak } from '@/lib/domain/signature-checks/compare';
import { type CheckedScheme, note, type Remark, wrong } from '@/lib/domain/signature-checks/remark';
import { checkSignatureSchema } from '@/lib/domain/signature-checks/schema';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

const BY_OLD = 'The signature matches this text. It was made with the old signing secret, which still works.';
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
    select: { sealedSigningSecret: true, oldSigningSecret: { select: { sealed: true, endsAt: true } } },
  });
  if (!key) return refuseUnknownKey();
  const at = now();
  const secret = key.sealedSigningSecret && openSigningSecret(key.sealedSigningSecret);
  const old = key.oldSigningSecret;
  const oldSecret = old && isWorking(old, at) ? openSigningSecret(old.sealed) : null;
  const { base } = parsed.value;
  if ([secret, oldSecret].some((text) => text && base.includes(text))) {
    return ok([wrong('This text contains the signing secret, which must not be part of it.')]);
  }
  const remarks = scheme.inspect(withoutLastBreak(base), keyId, at);
  if (pasted === '') return ok(remarks);
  if (!secret)
    return refuse('CONFLICT', say`This key has no signing secret yet. Require HMAC signatures first.`);
  const signature = readSignature(pasted);
  if (!signature) {
    return refuse('INVALID_REQUEST', UNREADABLE, { fields: { signature: UNREADABLE } });
  }
  const compare = (text: string) => compareSignature(base, signature, text, { signingPrefix, ...scheme });
  const compared = compare(secret);
  const isByOld = compared.kind === 'wrong' && oldSecret !== null && compare(oldSecret).kind !== 'wrong';
  return ok([...remarks, isByOld ? note(BY_OLD) : compared]);
}
