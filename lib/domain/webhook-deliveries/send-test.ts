import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { lockOwnEndpoint } from '@/lib/domain/webhook-endpoints/own-endpoint';
import { endpointSchema } from '@/lib/domain/webhook-endpoints/schema';
import { ok, type Result } from '@/lib/errors';
import { newId } from '@/lib/ids';

/**
 * Sends a test event to an endpoint, whatever it is subscribed to, also while it is paused. Returns the delivery, which
 * is pending.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or VIEW_ONLY.
 */
export async function sendTestEvent(actor: Actor, input: unknown): Promise<Result<{ deliveryId: string }>> {
  const parsed = parse(endpointSchema, input);
  if (!parsed.ok) return parsed;
  const { endpointId } = parsed.value;
  return transact(actor, async (tx) => {
    const own = await lockOwnEndpoint(tx, actor, endpointId, 'webhook-deliveries/send-test');
    if (!own.ok) return own;
    const { endpoint, actor: operator } = own.value;
    const { environment, url } = endpoint;
    const at = now();
    const place = { workspaceId: operator.workspaceId, environment, createdAt: at };
    const deliveryId = newId('dlv');
    const eventId = newId('evt');
    await tx.webhookEvent.create({
      data: { ...place, id: eventId, type: 'webhook.test', subject: eventId, data: { endpointId } },
      select: { id: true },
    });
    await tx.webhookDelivery.create({
      data: {
        ...place,
        id: deliveryId,
        eventId,
        endpointId,
        queue: endpointId,
        subject: eventId,
        nextAttemptAt: at,
      },
      select: { id: true },
    });
    await recordAudit(tx, operator, {
      action: 'webhook.send_test',
      targetId: endpointId,
      detail: { url, environment, eventId },
    });
    return ok({ deliveryId });
  });
}
