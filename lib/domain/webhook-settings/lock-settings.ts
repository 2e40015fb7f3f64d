import type { Transaction } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { sealWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { type SettingsRow, viewColumns } from '@/lib/domain/webhook-settings/view';
import { newId } from '@/lib/ids';

/**
 * Locks the webhook settings of an environment and their endpoints until the transaction ends. Creates them if there are
 * none, with a secret if customers do not choose their own.
 */
export async function lockSettings(
  tx: Transaction,
  { workspaceId, environment }: ApiKeyActor,
  { secret }: WebhookPolicy,
): Promise<SettingsRow> {
  const sealedSecret = secret.accepts ? null : sealWebhookSecret(secret.create());
  await tx.$executeRaw`
    INSERT INTO webhook_settings (id, workspace_id, environment, sealed_secret)
    VALUES (${newId('whs')}, ${workspaceId}, ${environment}::"Environment", ${sealedSecret})
    ON CONFLICT (workspace_id, environment) DO NOTHING`;
  const where = { workspaceId_environment: { workspaceId, environment } };
  // The endpoints first, as a change of one of them does, so that neither waits for the other forever.
  await tx.$queryRaw`
    SELECT 1 FROM webhook_endpoints
    WHERE workspace_id = ${workspaceId} AND environment = ${environment}::"Environment" AND slot IS NOT NULL
    ORDER BY id FOR NO KEY UPDATE`;
  await tx.$queryRaw`
    SELECT 1 FROM webhook_settings
    WHERE workspace_id = ${workspaceId} AND environment = ${environment}::"Environment" FOR NO KEY UPDATE`;
  return tx.webhookSettings.findUniqueOrThrow({ where, select: viewColumns });
}
