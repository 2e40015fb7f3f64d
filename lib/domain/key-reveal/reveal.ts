import { unseal } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import { authorizeMember, requireWorkspace } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { revealApiKeySchema } from '@/lib/domain/key-reveal/schema';
import { RECOVERABLE_PURPOSE } from '@/lib/domain/key-secrets/secret';
import { openSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { parse } from '@/lib/domain/parse';
import { confirmIdentity } from '@/lib/domain/second-factor/confirm-identity';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

export interface RevealedApiKey {
  key: ApiKeyDetails;
  /** The current one. */
  secret: string;
  /** Null if calls of the key have never been signed. */
  signingSecret: string | null;
}

function refuseSecret() {
  return refuse(
    'CONFLICT',
    say`The secret of this key can’t be shown again. Rotate the key to get a new one.`,
  );
}

/**
 * Shows the secrets of a key again, after the member has proved their identity. Only keys of a policy with recoverable
 * secrets have them stored.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (another workspace's key included), FORBIDDEN, NOT_FOR_SUPPORT,
 * EMAIL_NOT_VERIFIED, TOO_MANY_ATTEMPTS, WRONG_CODE, or CONFLICT if the key is revoked or its secret is not stored.
 */
export async function revealApiKey(
  actor: Actor,
  input: unknown,
  { reveal }: KeyPolicy,
): Promise<Result<RevealedApiKey>> {
  const parsed = parse(revealApiKeySchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, ...proof } = parsed.value;
  const inWorkspace = requireWorkspace(actor, 'key-reveal/reveal');
  if (!inWorkspace.ok) return inWorkspace;
  const { workspaceId } = inWorkspace.value;
  const key = await db().apiKey.findFirst({
    where: { id: keyId, workspaceId },
    select: { environment: true },
  });
  if (!key) return refuseUnknownKey();
  const authorized = authorizeMember(actor, 'key-reveal/reveal', key.environment);
  if (!authorized.ok) return authorized;
  const verified = requireVerifiedEmail(authorized.value, key.environment);
  if (!verified.ok) return verified;
  if (reveal !== 'recoverable') return refuseSecret();
  const confirmed = await confirmIdentity(authorized.value, proof);
  if (!confirmed.ok) return confirmed;

  let secret = '';
  let signingSecret: string | null = null;
  const changed = await changeKey(actor, 'key-reveal/reveal', keyId, async ({ key: own, tx }) => {
    const current = await tx.apiKeySecret.findFirst({
      where: { apiKeyId: keyId, replacedAt: null },
      select: { id: true, sealed: true },
    });
    if (!current?.sealed) return refuseSecret();
    secret = unseal(RECOVERABLE_PURPOSE, current.sealed);
    signingSecret = own.sealedSigningSecret && openSigningSecret(own.sealedSigningSecret);
    return ok({ action: 'api_key.reveal', detail: { secretId: current.id } });
  });
  if (!changed.ok) return changed;
  return ok({ key: changed.value, secret, signingSecret });
}
