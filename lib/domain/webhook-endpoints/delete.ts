import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { lockOwnEndpoint } from '@/lib/domain/webhook-endpoints/own-endpoint';
import { endpointSchema } from '@/lib/domain/webhook-endpoints/schema';
import { ok, type Result } from '@/lib/errors';

/**
 * Deletes an endpoint permanently. The worker cancels its pending deliveries. Refuses with INVALID_REQUEST, NOT_FOUND,
 * FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function deleteWebhookEndpoint(actor: Actor, input: unknown): Promise<Result<{ id: string }>> {
  const parsed = parse(endpointSchema, input);
  if (!parsed.ok) return parsed;
  const { endpointId } = parsed.value;
  return transact(actor, async (tx) => {
    const own = await lockOwnEndpoint(tx, actor, endpointId, 'webhook-endpoints/delete');
    if (!own.ok) return own;
    const { endpoint, actor: member } = own.value;
    await tx.webhookEndpoint.delete({
      where: { id: endpointId, workspaceId: member.workspaceId },
      select: { id: true },
    });
    await recordAudit(tx, member, {
      action: 'webhook.delete',
      targetId: endpointId,
      detail: { url: endpoint.url, environment: endpoint.environment },
    });
    return ok({ id: endpointId });
  });
}
