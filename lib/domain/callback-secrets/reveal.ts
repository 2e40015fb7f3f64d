import type { Actor } from '@/lib/domain/actor';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { revealCallbackSecretSchema } from '@/lib/domain/callback-secrets/reveal-schema';
import { parse } from '@/lib/domain/parse';
import { confirmIdentity } from '@/lib/domain/second-factor/confirm-identity';
import { transact } from '@/lib/domain/transact';
import { sealedCallbackSecret } from '@/lib/domain/webhook-deliveries/callback-secret';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { openWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { ok, type Result } from '@/lib/errors';

/**
 * Shows the secret that signs the deliveries to callback URLs, after the member has proved their identity. It can be seen
 * before the first delivery. It signs in both environments, so it needs what live secrets need.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, EMAIL_NOT_VERIFIED, TOO_MANY_ATTEMPTS or WRONG_CODE.
 */
export async function revealCallbackSecret(
  actor: Actor,
  input: unknown,
  { secret: policy }: Pick<WebhookPolicy, 'secret'>,
): Promise<Result<{ secret: string }>> {
  const parsed = parse(revealCallbackSecretSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeMember(actor, 'callback-secrets/reveal');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const verified = requireVerifiedEmail(member, 'live');
  if (!verified.ok) return verified;
  const confirmed = await confirmIdentity(member, parsed.value);
  if (!confirmed.ok) return confirmed;
  return transact(member, async (tx) => {
    const sealed = await sealedCallbackSecret(tx, member.workspaceId, policy);
    await recordAudit(tx, member, {
      action: 'workspace.reveal_callback_secret',
      targetId: member.workspaceId,
    });
    return ok({ secret: openWebhookSecret(sealed) });
  });
}
