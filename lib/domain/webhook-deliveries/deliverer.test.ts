import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR, MINUTE, now, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { markSent } from '@/lib/domain/messages/change-status';
import { cancelOrphaned } from '@/lib/domain/webhook-deliveries/cancel-orphaned';
import { claimDeliveries } from '@/lib/domain/webhook-deliveries/claim';
import { listWebhookDeliveries } from '@/lib/domain/webhook-deliveries/list';
import { sendTestEvent } from '@/lib/domain/webhook-deliveries/send-test';
import { deleteWebhookEndpoint } from '@/lib/domain/webhook-endpoints/delete';
import { pauseWebhookEndpoint } from '@/lib/domain/webhook-endpoints/pause';
import { resumeWebhookEndpoint } from '@/lib/domain/webhook-endpoints/resume';
import { openWebhookSecret, sealWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { overrideEnv } from '@/lib/env';
import { PROFILES } from '@/lib/profiles/current';
import { createStandardSecret } from '@/lib/profiles/webhooks/standard-webhooks';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMessage, makeSender } from '@/lib/testing/factories/messages';
import {
  deliver,
  deliveriesOf,
  finalize,
  queueMany,
  receive,
  sendMessage,
  subscribe,
} from '@/lib/testing/factories/sent-webhooks';
import { acmeWebhooks } from '@/lib/testing/requests/acme-profile';

beforeAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' }));
afterAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'no' }));
// What an earlier test left is not delivered in the next one.
beforeEach(() => db().webhookEvent.deleteMany());

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
    const attemptedAt = now().getTime();
    await deliver();
    const [repeated] = await deliveriesOf(sender.endpointId);
    expect(Number(repeated?.nextAttemptAt) - attemptedAt).toBeGreaterThanOrEqual(5 * SECOND);
    await finalize(id);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    setClockOffset(SECOND);
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
