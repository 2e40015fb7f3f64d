import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DAY, HOUR, MINUTE, now, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { finalizeMessages, markSent } from '@/lib/domain/messages/change-status';
import { keepPartitions } from '@/lib/domain/retention/keep-partitions';
import { cancelOrphaned } from '@/lib/domain/webhook-deliveries/cancel-orphaned';
import { claimDeliveries, PER_ENDPOINT } from '@/lib/domain/webhook-deliveries/claim';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { listWebhookDeliveries } from '@/lib/domain/webhook-deliveries/list';
import { replayWebhookDelivery } from '@/lib/domain/webhook-deliveries/replay';
import { replayFailedDeliveries } from '@/lib/domain/webhook-deliveries/replay-failed';
import { sendTestEvent } from '@/lib/domain/webhook-deliveries/send-test';
import { createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { deleteWebhookEndpoint } from '@/lib/domain/webhook-endpoints/delete';
import { pauseWebhookEndpoint } from '@/lib/domain/webhook-endpoints/pause';
import { resumeWebhookEndpoint } from '@/lib/domain/webhook-endpoints/resume';
import { openWebhookSecret, sealWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { overrideEnv } from '@/lib/env';
import { PROFILES } from '@/lib/profiles/current';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import { createStandardSecret } from '@/lib/profiles/webhooks/standard-webhooks';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeMessage, makeSender } from '@/lib/testing/factories/messages';
import { endpointInput, makeDelivery } from '@/lib/testing/factories/webhooks';
import { acmeWebhooks } from '@/lib/testing/requests/acme-profile';
import { captureLog } from '@/lib/testing/servers/captured-log';
import { openConnection } from '@/lib/testing/servers/database';
import { startReceiver } from '@/lib/testing/servers/receiver';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

const format = { ...keydesk.webhooks, timeoutMs: 5 * SECOND };

beforeAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' }));
afterAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'no' }));
// What an earlier test left is not delivered in the next one.
beforeEach(() => db().webhookEvent.deleteMany());

async function receive(...respond: Parameters<typeof startReceiver>) {
  const receiver = await startReceiver(...respond);
  onTestFinished(() => receiver.close());
  return receiver;
}

/** A sender whose workspace has an endpoint in live. */
async function subscribe(url: string, events: 'all' | string[] = 'all') {
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

async function sendMessage(sender: Parameters<typeof makeMessage>[0]): Promise<string> {
  const id = await makeMessage(sender);
  await db().$transaction((tx) => markSent(tx, [id], { at: now(), nextStepAt: null }));
  return id;
}

async function finalize(id: string, status: 'delivered' | 'undelivered' = 'delivered') {
  await db().$transaction((tx) => finalizeMessages(tx, [id], { from: 'sent', status, at: now() }));
}

/** Sends everything that is due. */
async function deliver(wire: WebhookFormat = format) {
  const deliverer = createDeliverer(wire);
  while ((await deliverer.run()) > 0);
}

const deliveriesOf = (endpointId: string) =>
  db().webhookDelivery.findMany({ where: { endpointId }, orderBy: { position: 'asc' } });

describe('delivery as Standard Webhooks', () => {
  it('signs every event, which the library of Standard Webhooks verifies', async () => {
    const receiver = await receive();
    const sender = await subscribe(receiver.url);
    const id = await sendMessage(sender);
    await finalize(id, 'undelivered');
    await deliver();
    const payloads = receiver.received.map(({ body, headers }) =>
      new Webhook(sender.secret).verify(body, headers),
    );
    const message = { id, to: '+31612345678', segments: 1, price: { amount: '0.0800', currency: 'EUR' } };
    expect(payloads).toMatchObject([
      {
        type: 'message.sent',
        timestamp: expect.any(String),
        data: { ...message, status: 'sent', settled_at: null },
      },
      { type: 'message.undelivered', data: { ...message, status: 'undelivered' } },
    ]);
    expect(receiver.received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Keydesk-Webhooks/1.0',
      'webhook-id': expect.stringMatching(/^evt_/),
    });
    expect(await deliveriesOf(sender.endpointId)).toMatchObject([
      { state: 'delivered', attempts: 1, lastStatus: 200, claimedUntil: null, nextAttemptAt: null },
      { state: 'delivered' },
    ]);
  });

  it('repeats an attempt as scheduled, with the same id and a new signature, and keeps the order of a message', async () => {
    const receiver = await receive((response, count) =>
      response.writeHead(count === 1 ? 500 : 204).end('no'),
    );
    const sender = await subscribe(receiver.url);
    const id = await sendMessage(sender);
    await deliver();
    await finalize(id);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    setClockOffset(4 * SECOND);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    setClockOffset(6 * SECOND);
    await deliver();
    const [first, second, third] = receiver.received;
    expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual([
      'message.sent',
      'message.sent',
      'message.delivered',
    ]);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(third?.headers['webhook-id']).not.toBe(first?.headers['webhook-id']);
    expect(Number(second?.headers['webhook-timestamp'])).toBeGreaterThan(
      Number(first?.headers['webhook-timestamp']),
    );
    new Webhook(sender.secret).verify(second?.body ?? '', second?.headers ?? {});
    const [{ id: deliveryId } = { id: '' }] = await deliveriesOf(sender.endpointId);
    const attempts = await db().webhookAttempt.findMany({ where: { deliveryId }, orderBy: { id: 'asc' } });
    expect(attempts).toMatchObject([
      { status: 500, error: 'The endpoint responded with 500.', responseBody: 'no', url: receiver.url },
      { status: 204, error: null, requestBody: first?.body },
    ]);
    expect(JSON.stringify(attempts.map(({ requestHeaders }) => requestHeaders))).not.toContain('v1,');
  });

  it('postpones the later deliveries of a message with one that fails', async () => {
    const receiver = await receive((response) => response.writeHead(500).end());
    const sender = await subscribe(receiver.url);
    await finalize(await sendMessage(sender));
    const other = await sendMessage(sender);
    await deliver();
    const [first, second, unrelated] = await deliveriesOf(sender.endpointId);
    expect(receiver.received).toHaveLength(2);
    expect(first?.nextAttemptAt?.getTime()).toBeGreaterThan(now().getTime());
    expect(second).toMatchObject({ state: 'pending', attempts: 0, nextAttemptAt: first?.nextAttemptAt });
    expect(unrelated).toMatchObject({ subject: other, attempts: 1 });
  });

  it('gives up after ten attempts in three days', async () => {
    const receiver = await receive((response) => response.writeHead(500).end());
    const sender = await subscribe(receiver.url);
    await sendMessage(sender);
    const pauses = [
      0,
      5 * SECOND,
      5 * MINUTE,
      30 * MINUTE,
      2 * HOUR,
      5 * HOUR,
      10 * HOUR,
      14 * HOUR,
      20 * HOUR,
      DAY,
    ];
    let elapsed = 0;
    for (const [index, pause] of pauses.entries()) {
      elapsed += pause * 1.1 + SECOND;
      setClockOffset(elapsed);
      await deliver();
      expect(receiver.received).toHaveLength(index + 1);
    }
    expect(await deliveriesOf(sender.endpointId)).toMatchObject([
      { state: 'failed', attempts: 10, nextAttemptAt: null },
    ]);
  });

  it('waits as long as Retry-After asks', async () => {
    const receiver = await receive((response, count) =>
      response.writeHead(count === 1 ? 503 : 200, { 'retry-after': '3600' }).end(),
    );
    const sender = await subscribe(receiver.url);
    await sendMessage(sender);
    await deliver();
    setClockOffset(30 * MINUTE);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    setClockOffset(HOUR + SECOND);
    await deliver();
    expect(receiver.received).toHaveLength(2);
  });

  it('signs with the old secret, too, until its overlap ends', async () => {
    const receiver = await receive();
    const { endpointId, secret, ...sender } = await subscribe(receiver.url);
    const next = createStandardSecret();
    const { sealedSecret } = await db().webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } });
    const oldSecretEndsAt = new Date(now().getTime() + HOUR);
    await db().webhookEndpoint.update({
      where: { id: endpointId },
      data: { sealedSecret: sealWebhookSecret(next), oldSealedSecret: sealedSecret, oldSecretEndsAt },
    });
    await sendMessage(sender);
    await deliver();
    setClockOffset(HOUR);
    await sendMessage(sender);
    await deliver();
    const counts = receiver.received.map(({ headers }) => headers['webhook-signature']?.split(' ').length);
    expect(counts).toEqual([2, 1]);
    const [both] = receiver.received;
    for (const each of [secret, next]) new Webhook(each).verify(both?.body ?? '', both?.headers ?? {});
  });
});

describe('a failing endpoint', () => {
  it('is paused after five days, with an email, and delivers everything after it is resumed', async () => {
    let broken = true;
    const receiver = await receive((response) => response.writeHead(broken ? 500 : 200).end());
    const { owner, endpointId, ...sender } = await subscribe(receiver.url);
    await sendMessage(sender);
    await deliver();
    expect(await db().webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } })).toMatchObject({
      failingSince: expect.any(Date),
      pausedAt: null,
    });
    setClockOffset(5 * DAY + MINUTE);
    await deliver();
    expect(await db().webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } })).toMatchObject({
      pausedAt: expect.any(Date),
      pauseReason: 'failure',
    });
    const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
    expect(await db().mail.findMany({ where: { recipient: email } })).toMatchObject([
      { subject: `Your webhook endpoint ${receiver.url} was paused` },
    ]);
    expect(
      await db().auditEvent.findFirstOrThrow({ where: { targetId: endpointId }, orderBy: { id: 'desc' } }),
    ).toMatchObject({
      action: 'webhook.pause',
      actorKind: 'system',
      detail: { because: 'failure', url: receiver.url },
    });
    broken = false;
    await sendMessage(sender);
    setClockOffset(6 * DAY);
    await deliver();
    expect(receiver.received).toHaveLength(2);
    granted(await resumeWebhookEndpoint(owner, { endpointId }));
    await deliver();
    expect(receiver.received).toHaveLength(4);
  });

  it('is paused at once when it answers 410', async () => {
    const receiver = await receive((response) => response.writeHead(410).end());
    const { endpointId, ...sender } = await subscribe(receiver.url);
    await sendMessage(sender);
    await deliver();
    expect(await db().webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } })).toMatchObject({
      pauseReason: 'gone',
    });
  });

  it('gets test events although it is paused', async () => {
    const receiver = await receive();
    const { owner, endpointId, secret } = await subscribe(receiver.url);
    granted(await pauseWebhookEndpoint(owner, { endpointId }));
    granted(await sendTestEvent(owner, { endpointId }, { waitMs: 0 }));
    await deliver();
    const [test] = receiver.received;
    expect(new Webhook(secret).verify(test?.body ?? '', test?.headers ?? {})).toMatchObject({
      type: 'webhook.test',
      data: { endpoint_id: endpointId },
    });
  });

  it('has its deliveries canceled when it is deleted', async () => {
    const { owner, endpointId, ...sender } = await subscribe('https://8.8.8.1/');
    await sendMessage(sender);
    granted(await sendTestEvent(owner, { endpointId }, { waitMs: 0 }));
    granted(await deleteWebhookEndpoint(owner, { endpointId }));
    expect(await claimDeliveries({ total: 10, failing: 10, leaseMs: 30 * SECOND })).toEqual([]);
    expect(await cancelOrphaned()).toBe(2);
    expect(await deliveriesOf(endpointId)).toMatchObject([{ state: 'canceled' }, { state: 'canceled' }]);
  });
});

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

/** Many deliveries to an endpoint, each of its own subject. */
async function queueMany(
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

it.each(Object.values(PROFILES))(
  'sends an endpoint with all events only those that $id has',
  async ({ webhooks }) => {
    const receiver = await receive();
    const sender = await subscribe(receiver.url);
    await queueMany(sender, 1);
    await finalize(await sendMessage(sender));
    const queued = ['api_key.created', 'message.sent', 'message.delivered'];
    expect(await deliveriesOf(sender.endpointId)).toHaveLength(queued.length);
    await deliver(webhooks);
    const types = webhooks.events.map(({ type }) => type);
    const declared = types.filter((type) => queued.includes(type));
    expect(receiver.received).toHaveLength(declared.length);
    const sent = granted(await listWebhookDeliveries(sender.owner, { endpointId: sender.endpointId }));
    expect(sent.deliveries.map(({ state, event }) => [state, event]).toSorted()).toEqual(
      declared.map((type) => ['delivered', type]).toSorted(),
    );
  },
);

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

it('finishes a delivery once whose event cannot be read, and does not blame the endpoint', async () => {
  const receiver = await receive();
  const { endpointId, ...sender } = await subscribe(receiver.url);
  await sendMessage(sender);
  await db().webhookEvent.updateMany({ data: { data: { id: 'msg_1' } } });
  await deliver();
  setClockOffset(HOUR);
  await deliver();
  expect(receiver.received).toEqual([]);
  const [delivery] = await deliveriesOf(endpointId);
  expect(delivery).toMatchObject({ state: 'failed', attempts: 1, nextAttemptAt: null, lastStatus: null });
  expect(await db().webhookAttempt.count({ where: { deliveryId: delivery?.id } })).toBe(1);
  expect(await db().webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } })).toMatchObject({
    failingSince: null,
  });
});

describe('a format of another provider', () => {
  it('has its own payload, signature, schedule and success', async () => {
    const receiver = await receive((response, count) => response.writeHead(count === 1 ? 202 : 500).end());
    const { endpointId, ...sender } = await subscribe(receiver.url);
    const id = await sendMessage(sender);
    await finalize(id);
    for (const offset of [0, 12 * SECOND, 50 * SECOND, HOUR]) {
      setClockOffset(offset);
      await deliver(acmeWebhooks);
    }
    expect(receiver.received).toHaveLength(3);
    expect(receiver.received[0]).toMatchObject({
      body: `ref=${id}&phone=%2B31612345678&state=delivered`,
      headers: { 'x-acme-signature': expect.stringMatching(/^sha256=[0-9a-f]{64}$/) },
    });
    // The provider has no event for a message that was sent.
    expect(await deliveriesOf(endpointId)).toMatchObject([{ state: 'failed', attempts: 3 }]);
  });
});

it('delivers to the callback URL of a message, signed with the secret of the workspace', async () => {
  const receiver = await receive();
  const sender = await makeSender();
  const id = await makeMessage(sender);
  await db().message.updateMany({ where: { id }, data: { callbackUrl: receiver.url } });
  await db().$transaction((tx) => markSent(tx, [id], { at: now(), nextStepAt: null }));
  await deliver();
  const { sealedCallbackSecret } = await db().workspace.findUniqueOrThrow({
    where: { id: sender.workspaceId },
  });
  const secret = openWebhookSecret(sealedCallbackSecret ?? new Uint8Array());
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1));
  const [webhook] = receiver.received;
  expect(new Webhook(secret).verify(webhook?.body ?? '', webhook?.headers ?? {})).toMatchObject({
    data: { id },
  });
});
