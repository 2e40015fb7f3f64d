import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import {
  generateSigningSecret,
  sealSigningSecret,
  signingSecretVersion,
} from '@/lib/domain/key-secrets/signing-secret';
import { replaceSigningSecretSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

export interface ReplacedSigningSecret {
  key: ApiKeyDetails;
  /** Shown once. */
  signingSecret: string;
}

/**
 * Replaces the signing secret of a key. From the next request, signatures made with the old one are refused.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, EMAIL_NOT_VERIFIED, CONFLICT, or ALREADY_CREATED if the secret
 * was replaced since the page was shown. A repeated, doubled or replayed call never creates or shows a second one.
 */
export async function replaceSigningSecret(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<ReplacedSigningSecret>> {
  const parsed = parse(replaceSigningSecretSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, version } = parsed.value;
  const signingSecret = generateSigningSecret(policy);
  const changed = await changeKey(
    actor,
    'key-settings/replace-signing-secret',
    keyId,
    ({ key, actor: own }) => {
      const verified = requireVerifiedEmail(own, key.environment);
      if (!verified.ok) return verified;
      if (!key.sealedSigningSecret) {
        return refuse('CONFLICT', say`This key has no signing secret yet. Require HMAC signatures first.`);
      }
      if (signingSecretVersion(key.sealedSigningSecret) !== version) {
        return refuse(
          'ALREADY_CREATED',
          'The signing secret was replaced already, and is shown only once. If you do not have it, load this page again and replace it once more.',
        );
      }
      const data = { sealedSigningSecret: sealSigningSecret(signingSecret) };
      return ok({ action: 'api_key.replace_signing_secret', data });
    },
  );
  return changed.ok ? ok({ key: changed.value, signingSecret }) : changed;
}
