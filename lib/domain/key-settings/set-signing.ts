import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { generateSigningSecret, sealSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { setSigningSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

export interface SetSigning {
  key: ApiKeyDetails;
  /** Shown once, when the key gets its first signing secret. */
  signingSecret: string | null;
}

/**
 * Requires signatures on the calls of a key, or stops requiring them. The first time creates the signing secret, which
 * then stays: signed calls keep working when signatures are not required.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, EMAIL_NOT_VERIFIED or CONFLICT.
 */
export async function setSigning(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<SetSigning>> {
  const parsed = parse(setSigningSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, required } = parsed.value;
  let signingSecret: string | null = null;
  const changed = await changeKey(actor, 'key-settings/set-signing', keyId, ({ key, actor: own }) => {
    if (key.signingRequired === required) return ok(null);
    const action = 'api_key.set_signing';
    if (!required || key.sealedSigningSecret) {
      return ok({ action, data: { signingRequired: required }, detail: { required } });
    }
    const verified = requireVerifiedEmail(own, key.environment);
    if (!verified.ok) return verified;
    signingSecret = generateSigningSecret(policy);
    const data = { signingRequired: true, sealedSigningSecret: sealSigningSecret(signingSecret) };
    return ok({ action, data, detail: { required, secretMade: true } });
  });
  return changed.ok ? ok({ key: changed.value, signingSecret }) : changed;
}
