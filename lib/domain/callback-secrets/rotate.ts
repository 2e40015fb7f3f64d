import type { Actor } from '@/lib/domain/actor';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { rotateCallbackSecretSchema } from '@/lib/domain/callback-secrets/schema';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { sealWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { secretVersion } from '@/lib/domain/webhook-endpoints/secret-version';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Replaces the secret that signs the deliveries to callback URLs, and returns the new one. The old one ends at once.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, EMAIL_NOT_VERIFIED, or ALREADY_CREATED if it was rotated since
 * the page was shown.
 */
export async function rotateCallbackSecret(
  actor: Actor,
  input: unknown,
  { secret: policy }: Pick<WebhookPolicy, 'secret'>,
): Promise<Result<{ secret: string }>> {
  const parsed = parse(rotateCallbackSecretSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeMember(actor, 'callback-secrets/rotate');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const verified = requireVerifiedEmail(member, 'live');
  if (!verified.ok) return verified;
  const where = { id: member.workspaceId };
  return transact(member, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${where.id} FOR NO KEY UPDATE`;
    const before = await tx.workspace.findUniqueOrThrow({ where, select: { sealedCallbackSecret: true } });
    if (secretVersion(before.sealedCallbackSecret) !== parsed.value.version) {
      return refuse(
        'ALREADY_CREATED',
        'This secret was rotated already. Load this page again to see the new one.',
      );
    }
    const secret = policy.create();
    const data = { sealedCallbackSecret: sealWebhookSecret(secret) };
    await tx.workspace.update({ where, data, select: { id: true } });
    await recordAudit(tx, member, { action: 'workspace.rotate_callback_secret', targetId: where.id });
    return ok({ secret });
  });
}
