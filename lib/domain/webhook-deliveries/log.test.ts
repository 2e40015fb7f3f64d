import { describe, expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor, MemberActor } from '@/lib/domain/actor';
import { listWebhookDeliveries } from '@/lib/domain/webhook-deliveries/list';
import { readWebhookDelivery } from '@/lib/domain/webhook-deliveries/read';
import { replayWebhookDelivery } from '@/lib/domain/webhook-deliveries/replay';
import { replayFailedDeliveries } from '@/lib/domain/webhook-deliveries/replay-failed';
import { sendTestEvent } from '@/lib/domain/webhook-deliveries/send-test';
import { pauseWebhookEndpoint } from '@/lib/domain/webhook-endpoints/pause';
import { granted } from '@/lib/testing/factories/api-keys';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { makeDelivery, makeEndpoint } from '@/lib/testing/factories/webhooks';

async function makeFailed(): Promise<{ owner: MemberActor; endpointId: string; deliveryId: string }> {
  const owner = await makeMember();
  const { endpoint } = await makeEndpoint(owner);
  const { id } = await makeDelivery(owner, endpoint.id);
  return { owner, endpointId: endpoint.id, deliveryId: id };
}

const sendTest = (actor: Actor, input: unknown) => sendTestEvent(actor, input, { waitMs: 0 });

const stateOf = async (id: string) => (await db().webhookDelivery.findFirstOrThrow({ where: { id } })).state;

describe('the log of deliveries', () => {
  it('is filtered by state, event and days, newest first', async () => {
    const owner = await makeMember();
    const { endpoint } = await makeEndpoint(owner);
    const { endpoint: other } = await makeEndpoint(owner);
    const old = await makeDelivery(owner, endpoint.id, { createdAt: new Date('2026-11-01T12:00:00Z') });
    const failed = await makeDelivery(owner, endpoint.id);
    const sent = await makeDelivery(owner, endpoint.id, { state: 'delivered', type: 'message.delivered' });
    await makeDelivery(owner, other.id);
    const ids = async (filter: object) =>
      granted(await listWebhookDeliveries(owner, { endpointId: endpoint.id, ...filter })).deliveries.map(
        ({ id }) => id,
      );
    expect(await ids({})).toEqual([sent.id, failed.id, old.id]);
    expect(await ids({ state: 'failed' })).toEqual([failed.id, old.id]);
    expect(await ids({ events: ['message.delivered', 'balance.low'] })).toEqual([sent.id]);
    expect(await ids({ from: '2026-11-01', to: '2026-11-01' })).toEqual([old.id]);
    expect(await ids({ to: '2026-10-31' })).toEqual([]);
  });

  it('has pages', async () => {
    const { owner, endpointId, deliveryId } = await makeFailed();
    for (let count = 0; count < 20; count++) await makeDelivery(owner, endpointId);
    const first = granted(await listWebhookDeliveries(owner, { endpointId }));
    expect(first.deliveries).toHaveLength(20);
    const { nextCursor: cursor } = first;
    const second = granted(await listWebhookDeliveries(owner, { endpointId, cursor }));
    expect(second).toMatchObject({ deliveries: [{ id: deliveryId }], nextCursor: null });
    expect(await listWebhookDeliveries(owner, { endpointId, cursor: 'made-up' })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
  });

  it('shows one delivery with its attempts', async () => {
    const { owner, endpointId, deliveryId } = await makeFailed();
    const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
    expect(granted(await readWebhookDelivery(viewer, { endpointId, deliveryId }))).toMatchObject({
      id: deliveryId,
      event: 'message.sent',
      state: 'failed',
      attempts: 1,
      last: { status: 500, durationMs: 34 },
      attemptLog: [
        {
          status: 500,
          requestHeaders: { 'content-type': 'application/json' },
          responseBody: 'Internal Server Error',
        },
      ],
    });
  });

  it('shows attempts that a worker of the version before recorded, without the time of the event', async () => {
    const { owner, endpointId, deliveryId } = await makeFailed();
    await db().webhookAttempt.create({
      data: {
        deliveryId,
        at: now(),
        durationMs: 5,
        status: 502,
        url: '',
        requestHeaders: {},
        requestBody: '',
      },
    });
    const shown = granted(await readWebhookDelivery(owner, { endpointId, deliveryId }));
    expect(shown).toMatchObject({
      attempts: 2,
      last: { status: 502 },
      attemptLog: [{ status: 502 }, { status: 500 }],
    });
    const { deliveries } = granted(await listWebhookDeliveries(owner, { endpointId }));
    expect(deliveries).toMatchObject([{ id: deliveryId, attempts: 2, last: { status: 502 } }]);
  });

  it('show viewers and support only a part of the recipient', async () => {
    const { owner, endpointId, deliveryId } = await makeFailed();
    const { eventId } = await db().webhookDelivery.findFirstOrThrow({ where: { id: deliveryId } });
    await db().webhookEvent.updateMany({ where: { id: eventId }, data: { data: { to: '+31612345678' } } });
    await db().webhookAttempt.updateMany({
      where: { deliveryId },
      data: {
        url: 'https://8.8.8.1/?to=31612345678',
        requestBody: '{"to":"+31612345678"}',
        responseBody: 'No user has 0612345678.',
      },
    });
    const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
    const session = await makeImpersonation(await makeStaff(), owner);
    for (const person of [viewer, impersonate(owner, session, 'view')]) {
      const [attempt] = granted(await readWebhookDelivery(person, { endpointId, deliveryId })).attemptLog;
      expect(attempt).toMatchObject({
        url: 'https://8.8.8.1/?to=31•••••••78',
        requestBody: '{"to":"+31•••••••78"}',
        responseBody: 'No user has 0•••••••78.',
      });
    }
    const { attemptLog } = granted(await readWebhookDelivery(owner, { endpointId, deliveryId }));
    expect(attemptLog).toMatchObject([{ requestBody: '{"to":"+31612345678"}' }]);
  });

  it.each([
    ['list', listWebhookDeliveries, false],
    ['read', readWebhookDelivery, true],
    ['replay', replayWebhookDelivery, true],
    ['replay-failed', replayFailedDeliveries, false],
    ['send-test', sendTest, false],
  ] as const)('%s finds nothing of another workspace', async (name, verb, ofDelivery) => {
    const { endpointId, deliveryId } = await makeFailed();
    const stranger = await makeMember();
    const { endpoint: own } = await makeEndpoint(stranger);
    const since = name === 'replay-failed' && { since: new Date(0) };
    const inputs = [{ endpointId }, ...(ofDelivery ? [{ endpointId: own.id }] : [])];
    for (const input of inputs) {
      const asked = { ...input, ...(ofDelivery && { deliveryId }), ...since };
      expect(await verb(stranger, asked)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    }
    expect(await stateOf(deliveryId)).toBe('failed');
  });
});

describe('replays', () => {
  it('send a finished delivery again with the same event, once, and keep its attempts', async () => {
    const { owner, endpointId, deliveryId } = await makeFailed();
    const input = { endpointId, deliveryId };
    const { eventId } = granted(await readWebhookDelivery(owner, input));
    const answers = await Promise.all([1, 2, 3].map(() => replayWebhookDelivery(owner, input)));
    expect(answers.map((answer) => (answer.ok ? 'OK' : answer.refusal.code)).sort()).toEqual([
      'CONFLICT',
      'CONFLICT',
      'OK',
    ]);
    expect(await db().webhookDelivery.findFirstOrThrow({ where: { id: deliveryId } })).toMatchObject({
      state: 'pending',
      attempts: 0,
      finishedAt: null,
      nextAttemptAt: expect.any(Date),
      eventId,
    });
    expect(granted(await readWebhookDelivery(owner, input)).attempts).toBe(1);
    const [audit] = await db().auditEvent.findMany({ where: { action: 'webhook.replay' }, take: 1 });
    expect(audit).toMatchObject({ targetId: endpointId, detail: { deliveryId, eventId } });
  });

  it('send all that failed since a time again, and nothing else', async () => {
    const { owner, endpointId, deliveryId } = await makeFailed();
    const early = await makeDelivery(owner, endpointId, { createdAt: new Date('2026-11-01T12:00:00Z') });
    const delivered = await makeDelivery(owner, endpointId, { state: 'delivered' });
    const since = new Date('2026-11-02T00:00:00Z');
    expect(granted(await replayFailedDeliveries(owner, { endpointId, since }))).toEqual({ deliveries: 1 });
    expect(await Promise.all([deliveryId, early.id, delivered.id].map(stateOf))).toEqual([
      'pending',
      'failed',
      'delivered',
    ]);
    expect(granted(await replayFailedDeliveries(owner, { endpointId, since }))).toEqual({ deliveries: 0 });
    const audits = await db().auditEvent.findMany({
      where: { targetId: endpointId, action: 'webhook.replay_failed' },
    });
    expect(audits).toMatchObject([{ detail: { deliveries: 1, since: since.toISOString() } }]);
  });

  it('are refused while the endpoint is paused; a test event is not', async () => {
    const { owner, endpointId, deliveryId } = await makeFailed();
    granted(await pauseWebhookEndpoint(owner, { endpointId }));
    const paused = { refusal: { code: 'CONFLICT', message: 'This endpoint is paused. Resume it first.' } };
    expect(await replayWebhookDelivery(owner, { endpointId, deliveryId })).toMatchObject(paused);
    expect(await replayFailedDeliveries(owner, { endpointId, since: new Date(0) })).toMatchObject(paused);
    const test = granted(await sendTestEvent(owner, { endpointId }, { waitMs: 0 }));
    expect(
      granted(await readWebhookDelivery(owner, { endpointId, deliveryId: test.deliveryId })),
    ).toMatchObject({
      event: 'webhook.test',
      state: 'pending',
      attempts: 0,
      last: null,
    });
  });
});
