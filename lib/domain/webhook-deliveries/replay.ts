import { Prisma } from '@/lib/db/generated/client';
import { createdWithIds } from '@/lib/db/partitions/created-with-ids';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { deliveryWithId } from '@/lib/domain/webhook-deliveries/event-time';
import { refuseUnknownDelivery } from '@/lib/domain/webhook-deliveries/own-delivery';
import { requireSending, restartDeliveries } from '@/lib/domain/webhook-deliveries/restart';
import { deliverySchema } from '@/lib/domain/webhook-deliveries/schema';
import { lockOwnEndpoint } from '@/lib/domain/webhook-endpoints/own-endpoint';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Sends a finished delivery again, with the same event id and a new schedule of attempts.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, VIEW_ONLY, or CONFLICT if it is pending or the endpoint is paused.
 */
export async function replayWebhookDelivery(actor: Actor, input: unknown): Promise<Result<{ id: string }>> {
  const parsed = parse(deliverySchema, input);
  if (!parsed.ok) return parsed;
  const { endpointId, deliveryId } = parsed.value;
  return transact(actor, async (tx) => {
    const own = await lockOwnEndpoint(tx, actor, endpointId, 'webhook-deliveries/replay');
    if (!own.ok) return own;
    const { endpoint, actor: operator } = own.value;
    const { workspaceId } = operator;
    const where = { ...deliveryWithId(deliveryId), queue: endpointId, workspaceId };
    const delivery = await tx.webhookDelivery.findFirst({
      where,
      select: { eventId: true },
    });
    if (!delivery) return refuseUnknownDelivery();
    const sending = requireSending(endpoint);
    if (!sending.ok) return sending;
    const restarted = await restartDeliveries(tx, {
      condition: Prisma.sql`delivery.id = ${deliveryId} AND queue = ${endpointId} AND workspace_id = ${workspaceId}`,
      created: (table) => createdWithIds([deliveryId], table),
    });
    if (restarted === 0) {
      const isPending = await tx.webhookDelivery.findFirst({
        where: { ...where, state: 'pending' },
        select: { id: true },
      });
      return isPending ? refuse('CONFLICT', 'This delivery is already being sent.') : refuseUnknownDelivery();
    }
    const { eventId } = delivery;
    await recordAudit(tx, operator, {
      action: 'webhook.replay',
      targetId: endpointId,
      detail: { url: endpoint.url, environment: endpoint.environment, deliveryId, eventId },
    });
    return ok({ id: deliveryId });
  });
}
