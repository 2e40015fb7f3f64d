import type { Actor } from '@/lib/domain/actor';
import { requireCurrentSecret } from '@/lib/domain/api-keys/calling-key';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { newSecret } from '@/lib/domain/webhook-endpoints/new-secret';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { lockSettings } from '@/lib/domain/webhook-settings/lock-settings';
import { rotateSettingsSecretSchema } from '@/lib/domain/webhook-settings/schema';
import { ok, type Result } from '@/lib/errors';

/**
 * Gives the slots of the calling key's environment a new secret and returns it. For the overlap of the policy, deliveries
 * are signed with both.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN or INVALID_API_KEY.
 */
export async function rotateSettingsSecret(
  actor: Actor,
  input: unknown,
  policy: WebhookPolicy,
): Promise<Result<{ secret: string }>> {
  const parsed = parse(rotateSettingsSecretSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'webhook-settings/rotate-secret');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  return transact(actor, async (tx) => {
    const current = await requireCurrentSecret(tx, authorized.value);
    if (!current.ok) return current;
    const { id, sealedSecret } = await lockSettings(tx, authorized.value, policy);
    const { secret, columns } = newSecret(sealedSecret, policy.secret);
    await tx.webhookSettings.update({ where: { id, workspaceId }, data: columns, select: { id: true } });
    await recordAudit(tx, actor, {
      action: 'webhook_settings.rotate_secret',
      targetId: id,
      detail: { environment, oldSecretEndsAt: columns.oldSecretEndsAt?.toISOString() ?? null },
    });
    return ok({ secret });
  });
}
