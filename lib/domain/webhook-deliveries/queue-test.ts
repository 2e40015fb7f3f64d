import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { KeyManager } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import type { EndpointRow } from '@/lib/domain/webhook-endpoints/view';
import { newId } from '@/lib/ids';

/** A test event that waits for its first attempt. */
export interface QueuedTest {
  deliveryId: string;
  url: string;
}

/** Queues a test event for an endpoint and audits it. The worker sends it when the transaction is committed. */
export async function queueTest(
  tx: Transaction,
  operator: KeyManager,
  { id: endpointId, environment, url }: Pick<EndpointRow, 'id' | 'environment' | 'url'>,
): Promise<QueuedTest> {
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
  return { deliveryId, url };
}
