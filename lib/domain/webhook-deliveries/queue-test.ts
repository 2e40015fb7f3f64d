import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { KeyManager } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import type { EndpointRow } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId, newIdAt } from '@/lib/ids';

/** A test event that waits for its first attempt. */
export interface QueuedTest {
  deliveryId: string;
  createdAt: Date;
  url: string;
}

/** How many test events of a workspace can wait for their first attempt. They do not wait for other deliveries. */
const WAITING_MAX = 5;

async function countWaiting(tx: Transaction, workspaceId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting
    FROM pending_webhook_deliveries pending
    JOIN webhook_deliveries delivery ON delivery.id = pending.delivery_id AND delivery.created_at = pending.created_at
    WHERE pending.subject = pending.event_id AND delivery.workspace_id = ${workspaceId} AND delivery.last_error IS NULL`;
  return row?.waiting ?? 0;
}

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
  if ((await countWaiting(tx, workspaceId)) >= WAITING_MAX) {
    return refuse('CONFLICT', 'Other test events have not been sent yet. Try again in a moment.');
  }
  const at = now();
  const common = { workspaceId, environment, createdAt: at };
  const deliveryId = newIdAt('dlv', at);
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
  return ok({ deliveryId, createdAt: at, url });
}
