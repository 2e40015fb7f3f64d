import { onTestFinished } from 'vitest';
import { now, SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { finalizeMessages, markSent } from '@/lib/domain/messages/change-status';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeMessage, makeSender } from '@/lib/testing/factories/messages';
import { endpointInput } from '@/lib/testing/factories/webhooks';
import { startReceiver } from '@/lib/testing/servers/receiver';

/** The product's format, with a time in which tests notice a receiver that does not respond. */
export const format = { ...keydesk.webhooks, timeoutMs: 5 * SECOND };

/** A receiver that is closed at the end of the test. */
export async function receive(...respond: Parameters<typeof startReceiver>) {
  const receiver = await startReceiver(...respond);
  onTestFinished(() => receiver.close());
  return receiver;
}

/** A sender whose workspace has an endpoint in live. */
export async function subscribe(url: string, events: 'all' | string[] = 'all') {
  const sender = await makeSender();
  const owner = await ownerOf(sender.workspaceId);
  const input = endpointInput({ url, environment: 'live', events });
  const { endpoint, secret } = granted(await createWebhookEndpoint(owner, input, format));
  return { ...sender, owner, endpointId: endpoint.id, secret };
}

async function ownerOf(workspaceId: string): Promise<MemberActor> {
  const { userId, role } = await db().membership.findFirstOrThrow({ where: { workspaceId } });
  const base = await makeMember('owner', { workspaceId });
  return { ...base, userId, role };
}

/** Sends a message to the carrier, which is an event. */
export async function sendMessage(sender: Parameters<typeof makeMessage>[0]): Promise<string> {
  const id = await makeMessage(sender);
  await db().$transaction((tx) => markSent(tx, [id], { at: now(), nextStepAt: null }));
  return id;
}

/** Ends a message that was sent, which is another event. */
export async function finalize(id: string, status: 'delivered' | 'undelivered' = 'delivered') {
  await db().$transaction((tx) => finalizeMessages(tx, [id], { from: 'sent', status, at: now() }));
}

/** Sends everything that is due. */
export async function deliver(wire: WebhookFormat = format) {
  const deliverer = createDeliverer(wire);
  while ((await deliverer.run()) > 0);
}

/** The deliveries to an endpoint, the oldest first. */
export const deliveriesOf = (endpointId: string) =>
  db().webhookDelivery.findMany({ where: { endpointId }, orderBy: { position: 'asc' } });

/** Many deliveries to an endpoint, each of its own subject. */
export async function queueMany(
  { workspaceId, endpointId }: { workspaceId: string; endpointId: string },
  count: number,
  prefix = 'key',
) {
  await db().$executeRaw`
    WITH event AS (
      INSERT INTO webhook_events (id, workspace_id, environment, type, subject, data, created_at)
      SELECT 'evt_' || gen_random_uuid(), ${workspaceId}, 'live', 'api_key.created', ${`${prefix}_`} || number,
        '{"id": "key_1", "label": "Test", "expiresAt": null}', ${now()}
      FROM generate_series(1, ${count}) AS number
      RETURNING id, subject, created_at
    )
    INSERT INTO webhook_deliveries
      (id, event_id, workspace_id, environment, endpoint_id, queue, subject, next_attempt_at, created_at)
    SELECT 'dlv_' || id, id, ${workspaceId}, 'live', ${endpointId}, ${endpointId}, subject, created_at, created_at FROM event`;
}
