import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, now, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { keepPartitions } from '@/lib/domain/retention/keep-partitions';
import { claimDeliveries, PER_ENDPOINT } from '@/lib/domain/webhook-deliveries/claim';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { replayWebhookDelivery } from '@/lib/domain/webhook-deliveries/replay';
import { replayFailedDeliveries } from '@/lib/domain/webhook-deliveries/replay-failed';
import { createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { overrideEnv } from '@/lib/env';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import {
  deliver,
  deliveriesOf,
  finalize,
  format,
  queueMany,
  receive,
  sendMessage,
  subscribe,
} from '@/lib/testing/factories/sent-webhooks';
import { endpointInput, makeDelivery } from '@/lib/testing/factories/webhooks';
import { captureLog } from '@/lib/testing/servers/captured-log';
import { openConnection } from '@/lib/testing/servers/database';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

beforeAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' }));
afterAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'no' }));
// What an earlier test left is not delivered in the next one.
beforeEach(() => db().webhookEvent.deleteMany());

it('sends a delivery again that a process claimed and did not finish, with the same id', async () => {
  const receiver = await receive();
  const { endpointId, ...sender } = await subscribe(receiver.url);
  await sendMessage(sender);
  const [lost] = await claimDeliveries({ total: 10, failing: 10, leaseMs: 30 * SECOND });
  await deliver();
  expect(receiver.received).toEqual([]);
  setClockOffset(30 * SECOND);
  await deliver();
  expect(receiver.received[0]?.headers['webhook-id']).toBe(lost?.eventId);
  expect(await deliveriesOf(endpointId)).toMatchObject([{ state: 'delivered', attempts: 2 }]);
});

it('sends each delivery once with several workers, and as many at the same time as an endpoint may get', async () => {
  let open = 0;
  let most = 0;
  const receiver = await receive((response) => {
    most = Math.max(most, ++open);
    setImmediate(() => {
      open -= 1;
      response.end();
    });
  });
  const sender = await subscribe(receiver.url);
  await queueMany(sender, 300);
  await Promise.all([deliver(), deliver(), deliver()]);
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect([ids.length, new Set(ids).size]).toEqual([300, 300]);
  expect(most).toBeLessThanOrEqual(PER_ENDPOINT);
});

it('finds what is due on all days, and sends it once with several workers', async () => {
  const receiver = await receive();
  // After what the first partition has.
  setClockOffset(20 * DAY);
  const sender = await subscribe(receiver.url);
  await keepPartitions();
  for (const day of [20, 21, 22, 23, 30]) {
    setClockOffset(day * DAY);
    await queueMany(sender, 20, `key_${day}`);
  }
  expect(
    await db().$queryRaw`SELECT DISTINCT tableoid FROM webhook_deliveries WHERE queue = ${sender.endpointId}`,
  ).toHaveLength(5);
  await Promise.all([deliver(), deliver()]);
  expect(
    await db().$queryRaw`
      SELECT DISTINCT attempt.tableoid FROM webhook_attempts attempt
      JOIN webhook_deliveries delivery ON delivery.id = delivery_id WHERE queue = ${sender.endpointId}`,
  ).toHaveLength(5);
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect([ids.length, new Set(ids).size]).toEqual([100, 100]);
  const states = new Set((await deliveriesOf(sender.endpointId)).map(({ state }) => state));
  expect([...states]).toEqual(['delivered']);
  expect(await db().pendingWebhookDelivery.count()).toBe(0);
});

it('does not send what a worker of the version before has claimed, and sends it after that stopped', async () => {
  const receiver = await receive();
  const sender = await subscribe(receiver.url);
  await queueMany(sender, 2);
  const claimedUntil = new Date(now().getTime() + MINUTE);
  const [claimed] = await deliveriesOf(sender.endpointId);
  await db().$executeRaw`
    UPDATE webhook_deliveries SET attempts = attempts + 1, claimed_until = ${claimedUntil} WHERE id = ${claimed?.id}`;
  await deliver();
  expect(receiver.received).toHaveLength(1);
  expect(receiver.received[0]?.headers['webhook-id']).not.toBe(claimed?.eventId);
  setClockOffset(2 * MINUTE);
  await deliver();
  expect(receiver.received[1]?.headers['webhook-id']).toBe(claimed?.eventId);
});

it('reads no deliveries while none is due', async () => {
  const sender = await subscribe('https://8.8.8.1/');
  await queueMany(sender, 1);
  await db().webhookDelivery.updateMany({ data: { nextAttemptAt: new Date(now().getTime() + MINUTE) } });
  const other = await openConnection();
  try {
    await other.query('BEGIN; LOCK TABLE webhook_deliveries, webhook_events IN ACCESS EXCLUSIVE MODE');
    expect(await claimDeliveries({ total: 10, failing: 10, leaseMs: SECOND })).toEqual([]);
  } finally {
    await other.end();
  }
});

it('stores no attempt of a delivery that was deleted meanwhile', async () => {
  const sender = await subscribe('https://8.8.8.1/');
  const receiver = await receive(async (response) => {
    await db().webhookDelivery.deleteMany({ where: { endpointId: sender.endpointId } });
    response.end();
  });
  await db().webhookEndpoint.update({ where: { id: sender.endpointId }, data: { url: receiver.url } });
  await queueMany(sender, 1);
  const [{ id: deliveryId } = { id: '' }] = await deliveriesOf(sender.endpointId);
  await deliver();
  expect(receiver.received).toHaveLength(1);
  expect(await db().webhookAttempt.count({ where: { deliveryId } })).toBe(0);
});

/** Changes deliveries in a transaction that ends when `act` waits for it. */
async function whileWaiting<T>(change: string, id: string | undefined, act: () => Promise<T>): Promise<T> {
  const other = await openConnection();
  try {
    await other.query('BEGIN');
    await other.query(`UPDATE webhook_deliveries SET ${change} WHERE id = $1`, [id]);
    const acting = act();
    await expect.poll(waitingForLocks).toBe(1);
    await other.query('COMMIT');
    return await acting;
  } finally {
    await other.end();
  }
}

it('does not postpone a delivery that was finished meanwhile', async () => {
  const receiver = await receive((response) => response.writeHead(500).end());
  const sender = await subscribe(receiver.url);
  await finalize(await sendMessage(sender));
  const [, later] = await deliveriesOf(sender.endpointId);
  await whileWaiting(`state = 'canceled', next_attempt_at = NULL, finished_at = now()`, later?.id, () =>
    deliver(),
  );
  expect(await deliveriesOf(sender.endpointId)).toMatchObject([
    { state: 'pending', attempts: 1 },
    { state: 'canceled', nextAttemptAt: null },
  ]);
});

it.each(['claimed_until', 'next_attempt_at'])(
  'claims nothing whose %s was changed meanwhile',
  async (column) => {
    const sender = await subscribe('https://8.8.8.1/');
    await queueMany(sender, 1);
    const [due] = await deliveriesOf(sender.endpointId);
    const claimed = await whileWaiting(`${column} = now() + interval '1 minute'`, due?.id, () =>
      claimDeliveries({ total: 10, failing: 10, leaseMs: SECOND }),
    );
    expect(claimed).toEqual([]);
    expect(await deliveriesOf(sender.endpointId)).toMatchObject([{ attempts: 0 }]);
  },
);

/** Deletes an event, and leaves what belongs to it. */
async function loseEvent(id: string) {
  await db().$transaction([
    db().$executeRaw`SET LOCAL session_replication_role TO replica`,
    db().webhookEvent.deleteMany({ where: { id } }),
  ]);
}

it('deletes a delivery whose event is not there, and claims the others', async () => {
  const { owner, endpointId } = await subscribe('https://8.8.8.1/');
  const due = { state: 'pending', finishedAt: null, nextAttemptAt: now() } as const;
  const lost = await makeDelivery(owner, endpointId, due);
  const kept = await makeDelivery(owner, endpointId, due);
  await loseEvent(lost.eventId);
  const lines = captureLog();
  const claimed = await claimDeliveries({ total: 10, failing: 10, leaseMs: SECOND });
  expect(claimed.map(({ id }) => id)).toEqual([kept.id]);
  expect(lines).toEqual([
    ['error', { deliveries: [lost.id] }, 'Webhook deliveries without their events were deleted'],
  ]);
  expect(await deliveriesOf(endpointId)).toMatchObject([{ id: kept.id }]);
  expect(await db().pendingWebhookDelivery.count({ where: { queue: endpointId } })).toBe(1);
});

it('does not send a delivery again whose event is not there', async () => {
  const { owner, endpointId } = await subscribe('https://8.8.8.1/');
  const lost = await makeDelivery(owner, endpointId);
  const kept = await makeDelivery(owner, endpointId);
  await loseEvent(lost.eventId);
  expect(await replayWebhookDelivery(owner, { endpointId, deliveryId: lost.id })).toMatchObject({
    ok: false,
    refusal: { code: 'NOT_FOUND' },
  });
  const since = new Date(now().getTime() - HOUR);
  expect(granted(await replayFailedDeliveries(owner, { endpointId, since }))).toEqual({ deliveries: 1 });
  expect(await db().pendingWebhookDelivery.findMany({ where: { queue: endpointId } })).toMatchObject([
    { deliveryId: kept.id },
  ]);
});

it('delivers to one customer while 10,000 deliveries wait for a dead endpoint of another', {
  timeout: 60_000,
}, async () => {
  // It accepts connections and never responds.
  const dead = await receive(() => {});
  const alive = await receive();
  await queueMany(await subscribe(dead.url), 10_000);
  const sender = await subscribe(alive.url);
  const id = await sendMessage(sender);
  await finalize(id);
  const deliverer = createDeliverer(format);
  while (alive.received.length < 2) await deliverer.run();
  expect(dead.received.length).toBeLessThanOrEqual(PER_ENDPOINT);
  expect(await db().webhookAttempt.count({ where: { status: null } })).toBe(0);
  await dead.close();
  await deliverer.finish();
});

it('claims a delivery of each endpoint before a second one of any', async () => {
  const owner = await makeMember();
  const { workspaceId } = owner;
  for (let count = 0; count < 11; count++) {
    const input = endpointInput({ environment: 'live' });
    const { endpoint } = granted(await createWebhookEndpoint(owner, input, format));
    await queueMany({ workspaceId, endpointId: endpoint.id }, PER_ENDPOINT);
  }
  const late = await subscribe('https://8.8.8.1/');
  await queueMany(late, 1);
  const claimed = await claimDeliveries({ total: 200, failing: 100, leaseMs: SECOND });
  expect(claimed).toHaveLength(200);
  expect(claimed.map(({ endpointId }) => endpointId)).toContain(late.endpointId);
});
