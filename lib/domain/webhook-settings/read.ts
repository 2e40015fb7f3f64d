import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { lockSettings } from '@/lib/domain/webhook-settings/lock-settings';
import { readSettingsSchema } from '@/lib/domain/webhook-settings/schema';
import { toView, viewColumns, type WebhookSettingsView } from '@/lib/domain/webhook-settings/view';
import { ok, type Result } from '@/lib/errors';

/**
 * The webhook settings of the calling key's environment. Where secrets can be read, the first read creates the secret, so
 * that a server knows it before it gets its first delivery.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN or INVALID_API_KEY.
 */
export async function readWebhookSettings(
  actor: Actor,
  input: unknown,
  policy: WebhookPolicy,
): Promise<Result<WebhookSettingsView>> {
  const parsed = parse(readSettingsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'webhook-settings/read');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const row = await db().webhookSettings.findUnique({
    where: { workspaceId_environment: { workspaceId, environment } },
    select: viewColumns,
  });
  if (row || !policy.secret.readable) return ok(toView(row, policy));
  return transact(actor, async (tx) => ok(toView(await lockSettings(tx, authorized.value, policy), policy)));
}
