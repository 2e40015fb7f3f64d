import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { KeyManager } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import type { EndpointRow } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

/** A test event that waits for its first attempt. */
export interface QueuedTest {
  deliveryId: string;
  url: string;
}

/** How many test events of a workspace can wait for their first attempt. They do not wait for other deliveries. */
const WAITING_MAX = 5;

/**
 * Queues a test event for an endpoint and audits it. The worker sends it when the transaction is committed. Refuses with
 * CONFLICT if too many wait already.
 */
export async function queueTest(
  tx: Transaction,
  operator: KeyManager,
  { id: endpointId, environment, url }: Pick<EndpointRow, 'id' | 'environment' | 'url'>,
): Promise<Result<QueuedTest>> {
  const { workspaceId } = operator;
  const waiting = await tx.webhookDelivery.count({
    where: { workspaceId, state: 'pending', lastError: null, event: { type: 'webhook.test' } },
  });
  if (waiting >= WAITING_MAX) {
    return refuse('CONFLICT', 'Other test events have not been sent yet. Try again in a moment.');
  }
  const at = now();
  const common = { workspaceId, environment, createdAt: at };
  const deliveryId = newId('dlv');
  const eventId = newId('evt');
  await tx.webhookEvent.create({
    data: { ...common, id: eventId, type: 'webhook.test', subject: eventId, data: { endpointId } },
    select: { id: true },
  });
  await tx.webhookDelivery.create({
    data: {
      ...common,
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
  return ok({ deliveryId, url });
}
