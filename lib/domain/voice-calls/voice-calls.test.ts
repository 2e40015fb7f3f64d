import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { IdempotentRequest } from '@/lib/domain/idempotency/idempotent-request';
import { setLimits } from '@/lib/domain/key-settings/set-limits';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { listTransactions } from '@/lib/domain/transactions/list';
import { getVoiceCall } from '@/lib/domain/voice-calls/get';
import { getVoiceCallGroup } from '@/lib/domain/voice-calls/get-group';
import { listVoiceCalls } from '@/lib/domain/voice-calls/list';
import { type StartedVoiceCalls, startVoiceCalls } from '@/lib/domain/voice-calls/start';
import { granted } from '@/lib/testing/factories/api-keys';
import { type Caller, makeCaller } from '@/lib/testing/factories/callers';
import { queued } from '@/lib/testing/factories/messages';

const NL = '+31612345678';
const BE = '+32470123456';
const AUDIO_URL = 'https://media.example/welcome.mp3';
/** Two segments of an SMS. */
const NL_PRICE = 160_000n;

let caller: Caller;
let actor: ApiKeyActor;
let stranger: ApiKeyActor;
beforeAll(async () => {
  caller = await makeCaller({ money: 10_000_000n });
  actor = caller.actor;
  ({ actor: stranger } = await makeCaller());
});

const codeOf = async (input: unknown, by: ApiKeyActor = actor) => {
  const result = await startVoiceCalls(by, input);
  return result.ok ? 'ok' : result.refusal.code;
};

it('lists the calls of a group in the order of the request', async () => {
  const { delivered, undelivered, expired } = MAGIC_NUMBERS;
  const to = [undelivered, NL, expired, delivered, BE];
  const { groupId } = queued(await startVoiceCalls(actor, { to, text: 'Hello' }));
  const { calls } = granted(await getVoiceCallGroup(actor, { id: groupId }));
  expect(calls.map((call) => call.to)).toEqual(to);
});

describe('start', () => {
  it('queues a call for each number and charges all', async () => {
    const started = queued(
      await startVoiceCalls(actor, {
        to: [NL, BE],
        text: 'Hello',
        from: 'Acme',
        name: ' Door bell ',
        voice: 'nl-anna',
      }),
    );
    const { calls, groupId, price, balance } = started;
    expect(started).toMatchObject({ groupId: expect.stringMatching(/^vcg_/), name: 'Door bell' });
    expect(calls[0]).toMatchObject({
      id: expect.stringMatching(/^vc_/),
      status: 'queued',
      ...{ to: NL, country: 'NL', from: 'Acme', text: 'Hello', audioUrl: null },
      ...{ durationSeconds: null, startedAt: null, endedAt: null },
    });
    expect(price.amount).toBe(NL_PRICE + 140_000n);
    const { transactions } = granted(await listTransactions(actor, { limit: '2' }));
    expect(transactions.map(({ chargeKind, reference, number }) => [chargeKind, reference, number])).toEqual(
      calls.toReversed().map(({ id, number }) => ['voice_call', id, number]),
    );
    expect(balance).toEqual(transactions[0]?.balanceAfter);

    const { calls: listed } = granted(await listVoiceCalls(actor, { group: groupId }));
    const number = calls[0]?.number;
    expect(granted(await listVoiceCalls(actor, { numbers: [number] })).calls).toEqual([calls[0]]);
    expect(granted(await listVoiceCalls(stranger, { numbers: [number] })).calls).toEqual([]);
    expect(listed.toSorted((one, other) => Number((one.number ?? 0n) - (other.number ?? 0n)))).toEqual(calls);
    expect(granted(await getVoiceCall(actor, { id: calls[0]?.id }))).toEqual(calls[0]);
    expect(await getVoiceCall(stranger, { id: calls[0]?.id })).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    expect(granted(await listVoiceCalls(stranger, {})).calls).toEqual([]);
  });

  it('calls with a recording', async () => {
    const { calls } = queued(await startVoiceCalls(actor, { to: NL, audioUrl: AUDIO_URL, ringSeconds: 5 }));
    expect(calls).toMatchObject([{ text: null, audioUrl: AUDIO_URL, price: { amount: NL_PRICE } }]);
    const { calls: found } = granted(await listVoiceCalls(actor, { to: NL, status: 'queued', limit: '1' }));
    expect(found).toEqual(calls);
  });

  it.each([
    { to: NL },
    { to: NL, text: 'Hello', audioUrl: AUDIO_URL },
    { to: '0612345678', text: 'Hello' },
    { to: [NL, NL], text: 'Hello' },
    { to: [], text: 'Hello' },
    { to: NL, text: '' },
    { to: NL, text: 'x'.repeat(1_601) },
    { to: NL, audioUrl: 'http://media.example/welcome.mp3' },
    { to: NL, audioUrl: 'https://10.0.0.1/welcome.mp3' },
    { to: NL, audioUrl: 'https://localhost/welcome.mp3' },
    { to: NL, audioUrl: 'https://me:secret@media.example/welcome.mp3' },
    { to: NL, text: 'Hello', from: 'not a sender' },
    { to: NL, text: 'Hello', ringSeconds: 4 },
    { to: NL, text: 'Hello', ringSeconds: 61 },
    { to: NL, text: 'Hello', voice: 'x'.repeat(33) },
    { to: NL, text: 'Hello', name: 'x'.repeat(101) },
    { to: NL, text: 'Hello', callbackUrl: 'https://192.168.0.1/' },
    { to: NL, text: 'Hello', colour: 'red' },
  ])('refuses %o', async (input) => {
    expect(await codeOf(input)).toBe('INVALID_REQUEST');
  });

  it('starts once for an idempotency key', async () => {
    const request: IdempotentRequest<StartedVoiceCalls> = {
      workspaceId: actor.workspaceId,
      environment: actor.environment,
      operation: 'voice-calls.start',
      key: 'once',
      requestHash: Buffer.from('body'),
      toResponse: ({ groupId }) => ({ status: 202, contentType: 'text/plain', body: groupId }),
    };
    const input = { to: BE, text: 'Once' };
    const { groupId } = queued(await startVoiceCalls(actor, input, request));
    const again = await startVoiceCalls(actor, input, request);
    expect(again).toMatchObject({ stored: { body: groupId } });
    expect(await db().voiceCall.count({ where: { workspaceId: actor.workspaceId, text: 'Once' } })).toBe(1);
  });

  it('leaves nothing behind if it is refused', async () => {
    const before = await db().ledgerEntry.count({ where: { workspaceId: actor.workspaceId } });
    const { key } = { key: caller };
    granted(
      await setLimits(key.owner, {
        keyId: actor.keyId,
        limits: { countries: ['NL'], senders: ['Acme'], spendPerDay: '1', spendPerMonth: '' },
      }),
    );
    const text = 'Refused';
    expect(await codeOf({ to: BE, text, from: 'Acme' })).toBe('DESTINATION_NOT_ALLOWED');
    expect(await codeOf({ to: NL, text, from: 'Other' })).toBe('SENDER_NOT_APPROVED');
    const numbers = Array.from({ length: 7 }, (_, index) => `+3161234568${index}`);
    expect(await codeOf({ to: numbers, text, from: 'Acme' })).toBe('SPEND_LIMIT_EXCEEDED');
    expect(await codeOf({ to: NL, text }, stranger)).toBe('INSUFFICIENT_BALANCE');
    expect(await codeOf({ to: MAGIC_NUMBERS.rateLimited, text })).toBe('RATE_LIMITED');
    const { actor: live } = await makeCaller({ environment: 'live' });
    expect(await codeOf({ to: NL, text }, live)).toBe('CHANNEL_NOT_CONNECTED');
    expect(await db().voiceCall.count({ where: { text } })).toBe(0);
    expect(await db().ledgerEntry.count({ where: { workspaceId: actor.workspaceId } })).toBe(before);
  });
});
