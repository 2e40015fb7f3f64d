import type { Transaction } from '@/lib/db/client';
import type { Actor, KeyManager } from '@/lib/domain/actor';
import { requireCurrentSecret } from '@/lib/domain/api-keys/calling-key';
import { authorizeKeyManager, requireWorkspace } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import type { Verb } from '@/lib/domain/permissions';
import { type EndpointRow, viewColumns } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result, refuse } from '@/lib/errors';

/** The refusal of an unknown endpoint. It is the same for an endpoint of another workspace. */
export function refuseUnknownEndpoint() {
  return refuse('NOT_FOUND', 'There is no such webhook endpoint in this workspace.');
}

export interface OwnEndpoint {
  endpoint: EndpointRow;
  actor: KeyManager;
}

/**
 * Locks an endpoint of the actor's workspace until the transaction ends, if the actor may do the verb in its environment. A
 * key finds only endpoints of its own environment, and changes none with its old secret. Changes of an endpoint run one
 * after another, and so do those of endpoints that share their settings. Refuses with NOT_FOUND, FORBIDDEN, VIEW_ONLY or
 * NOT_FOR_SUPPORT.
 */
export async function lockOwnEndpoint(
  tx: Transaction,
  actor: Actor,
  endpointId: string,
  verb: Verb,
): Promise<Result<OwnEndpoint>> {
  const inWorkspace = requireWorkspace(actor, verb);
  if (!inWorkspace.ok) return inWorkspace;
  const own = { id: endpointId, ...inReach(inWorkspace.value) };
  await tx.$queryRaw`
    SELECT 1 FROM webhook_endpoints WHERE id = ${own.id} AND workspace_id = ${own.workspaceId} FOR NO KEY UPDATE`;
  await tx.$queryRaw`
    SELECT 1 FROM webhook_settings settings
    JOIN webhook_endpoints endpoint ON endpoint.settings_id = settings.id
    WHERE endpoint.id = ${own.id} AND endpoint.workspace_id = ${own.workspaceId}
    FOR NO KEY UPDATE OF settings`;
  const endpoint = await tx.webhookEndpoint.findFirst({ where: own, select: viewColumns });
  if (!endpoint) return refuseUnknownEndpoint();
  const authorized = authorizeKeyManager(inWorkspace.value, verb, endpoint.environment);
  if (!authorized.ok) return authorized;
  const current = await requireCurrentSecret(tx, authorized.value);
  return current.ok ? ok({ endpoint, actor: authorized.value }) : current;
}
