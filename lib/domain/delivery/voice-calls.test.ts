import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DAY, MINUTE, now, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type ApiKeyActor, SYSTEM } from '@/lib/domain/actor';
import { httpCarrier } from '@/lib/domain/carrier/http';
import { dispatchVoiceCalls } from '@/lib/domain/delivery/dispatch';
import { expireOverdue } from '@/lib/domain/delivery/expire';
import { recordReport } from '@/lib/domain/delivery/report';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { CALL_NUMBERS, SIMULATED_SECONDS } from '@/lib/domain/voice-calls/magic-numbers';
import { startVoiceCalls } from '@/lib/domain/voice-calls/start';
import type { VoiceCallView } from '@/lib/domain/voice-calls/view';
import { createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { readEvent } from '@/lib/domain/webhook-events/event';
import { overrideEnv } from '@/lib/env';
import { newId } from '@/lib/ids';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { queued } from '@/lib/testing/factories/messages';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { endpointInput } from '@/lib/testing/factories/webhooks';
import { type Behaviour, CARRIER_SECRET, startCarrier } from '@/lib/testing/servers/carrier';

const NL = '+31612345678';
const BALANCE = 10_000_000n;

const callOf = (id: string | undefined) => db().voiceCall.findUniqueOrThrow({ where: { id: id ?? '' } });

/** The events of a workspace, in order. */
async function eventsOf(workspaceId: string) {
  const [events, deliveries] = await Promise.all([
    db().webhookEvent.findMany({ where: { workspaceId } }),
    db().webhookDelivery.findMany({ where: { workspaceId } }),
  ]);
  return events.map(({ createdAt: at, ...event }) => ({
    ...readEvent({ ...event, at }),
    urls: deliveries.filter(({ eventId }) => eventId === event.id).map(({ url }) => url),
  }));
}

describe('in the sandbox', () => {
  it('ends each call as its number says, and reports it', async () => {
    const { actor, owner } = await makeCaller({ money: BALANCE });
    const input = endpointInput({ events: ['voice_call.failed'], environment: 'sandbox' });
    granted(await createWebhookEndpoint(owner, input, keydesk.webhooks));
    const callbackUrl = 'https://8.8.8.1/calls';
    const to = Object.values(CALL_NUMBERS);
    const { calls } = queued(await startVoiceCalls(actor, { to, text: 'Hello', callbackUrl }));
    const statuses = () => Promise.all(calls.map(async ({ id }) => (await callOf(id)).status));

    expect(await dispatchVoiceCalls('sandbox', 200)).toBe(0);
    setClockOffset(2 * SECOND);
    expect(await dispatchVoiceCalls('sandbox', 200)).toBe(to.length);
    expect(new Set(await statuses())).toEqual(new Set(['ringing']));
    setClockOffset(4 * SECOND);
    expect(await reportSimulated()).toBe(to.length);
    expect(await reportSimulated()).toBe(0);
    expect(await statuses()).toEqual(['completed', 'failed', 'no_answer', 'busy']);

    const completed = await callOf(calls[0]?.id);
    expect(completed).toMatchObject({ durationSeconds: SIMULATED_SECONDS, nextStepAt: null });
    expect(completed.endedAt?.getTime()).toBeGreaterThan(completed.startedAt?.getTime() ?? 0);
    const events = await eventsOf(actor.workspaceId);
    const seen = events.map(({ type, data, urls }) => [
      type,
      'status' in data && data.status,
      urls.toSorted(),
    ]);
    expect(seen).toHaveLength(to.length);
    expect(seen).toEqual(
      expect.arrayContaining([
        ['voice_call.completed', 'completed', [callbackUrl]],
        ['voice_call.failed', 'busy', [callbackUrl, null]],
        ['voice_call.failed', 'no_answer', [callbackUrl, null]],
        ['voice_call.failed', 'failed', [callbackUrl, null]],
      ]),
    );
  });
});

describe('of a live key', () => {
  let actor: ApiKeyActor;
  beforeAll(async () => {
    overrideEnv({ CARRIER_CALLS_URL: 'https://carrier.example/calls', CARRIER_SECRET });
    ({ actor } = await makeCaller({ environment: 'live' }));
    await giveMoney(actor.workspaceId, BALANCE, 'live');
  });

  /** A real carrier, and what gives it the live calls that are due. */
  async function connect(behave?: (attempt: number) => Behaviour) {
    const carrier = await startCarrier(behave);
    onTestFinished(() => carrier.close());
    const client = httpCarrier(carrier.url, CARRIER_SECRET);
    return { carrier, dispatch: () => dispatchVoiceCalls('live', 10, client) };
  }

  async function startOne(input: object): Promise<VoiceCallView> {
    const [call] = queued(await startVoiceCalls(actor, { to: NL, ...input })).calls;
    if (!call) throw new Error('No call was started.');
    return call;
  }

  const report = (id: string, status: string, more: object = {}) =>
    recordReport(SYSTEM, { id, status, ...more });

  it('posts texts and recordings to the carrier, which reports how they ended', async () => {
    const audioUrl = 'https://media.example/welcome.mp3';
    const first = await startOne({ text: 'Hello', from: 'Acme', voice: 'nl-anna', ringSeconds: 20 });
    const second = await startOne({ audioUrl });
    const { carrier, dispatch } = await connect();
    expect(await dispatch()).toBe(2);
    expect(await dispatch()).toBe(0);
    expect(carrier.calls).toEqual([
      {
        id: first.id,
        to: NL,
        from: 'Acme',
        text: 'Hello',
        audioUrl: null,
        voice: 'nl-anna',
        ringSeconds: 20,
      },
      { id: second.id, to: NL, from: null, text: null, audioUrl, voice: null, ringSeconds: null },
    ]);
    expect(await callOf(first.id)).toMatchObject({ status: 'ringing', attempts: 1, nextStepAt: null });

    expect(await report(first.id, 'ANSWERED')).toEqual({ ok: true, value: null });
    expect(await callOf(first.id)).toMatchObject({ status: 'answered', endedAt: null });
    for (const durationSeconds of [31.5, 86_401, 2 ** 40]) {
      expect(await report(first.id, 'completed', { durationSeconds })).toMatchObject({
        refusal: { fields: { durationSeconds: expect.any(String) } },
      });
    }
    expect(await report(first.id, 'completed', { durationSeconds: 31 })).toMatchObject({ ok: true });
    for (const late of ['ringing', 'answered', 'busy', 'nonsense']) await report(first.id, late);
    expect(await callOf(first.id)).toMatchObject({ status: 'completed', durationSeconds: 31 });

    expect(await report(second.id, 'no_answer', { durationSeconds: null })).toMatchObject({ ok: true });
    expect(await callOf(second.id)).toMatchObject({ status: 'no_answer', durationSeconds: null });
  });

  it('are charged if they were accepted, and refunded if the carrier refused them', async () => {
    const before = (await readMoney(actor.workspaceId)).live.balance;
    const text = randomUUID();
    const accepted = await startOne({ text });
    await report(accepted.id, 'busy');
    const refused = await startOne({ text, to: '+32470123456' });
    const { dispatch } = await connect(() => 422);
    await Promise.all([dispatch(), dispatch()]);
    expect(await callOf(refused.id)).toMatchObject({
      ...{ status: 'failed', startedAt: null, lastError: 'The carrier answered 422: status 422' },
    });
    const { live } = await readMoney(actor.workspaceId);
    expect(live).toEqual({ balance: before - accepted.price.amount, ledger: before - accepted.price.amount });
    const refunds = { targetId: refused.id, action: 'voice_calls.refund' };
    expect(await db().auditEvent.findMany({ where: refunds })).toMatchObject([
      { actorKind: 'system', detail: { status: 'failed', price: '0.1400' } },
    ]);
  });

  it('are tried again, and refunded if no carrier accepted them in a day', async () => {
    const before = (await readMoney(actor.workspaceId)).live.balance;
    const { id } = await startOne({ text: 'Hello' });
    const { carrier, dispatch } = await connect(() => 503);
    await dispatch();
    setClockOffset(MINUTE);
    await dispatch();
    expect(carrier.calls.map((call) => call.id)).toEqual([id, id]);
    setClockOffset(DAY - MINUTE);
    expect(await expireOverdue()).toBe(0);
    setClockOffset(DAY + MINUTE);
    expect(await dispatch()).toBe(0);
    expect(await expireOverdue()).toBe(1);
    expect(await callOf(id)).toMatchObject({ status: 'expired', endedAt: expect.any(Date) });
    expect((await readMoney(actor.workspaceId)).live.balance).toBe(before);
  });

  it('are not found in reports of other ids and of the sandbox', async () => {
    const { actor: sandbox } = await makeCaller({ money: BALANCE });
    const [simulated] = queued(await startVoiceCalls(sandbox, { to: NL, text: 'Hello' })).calls;
    for (const id of [newId('vc'), simulated?.id ?? '']) {
      expect(await report(id, 'completed')).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    }
    const { id } = await startOne({ text: 'Hello' });
    await report(id, 'busy', { at: new Date(now().getTime() + DAY).toISOString() });
    expect((await callOf(id)).endedAt?.getTime()).toBeLessThanOrEqual(now().getTime());
  });
});
