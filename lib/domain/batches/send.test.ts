import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, now, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { getBatch } from '@/lib/domain/batches/get';
import { listBatches } from '@/lib/domain/batches/list';
import { sendBatch } from '@/lib/domain/batches/send';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { getMessage } from '@/lib/domain/messages/get';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { sendMessages } from '@/lib/domain/messages/send';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { queued, sent } from '@/lib/testing/factories/messages';
import { readMoney } from '@/lib/testing/factories/wallet';

const MONEY = 10_000_000_000n;
const text = 'Hello {{ name }}, your code is {{code}}';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    to: `+316${String(10_000_000 + n)}`,
    variables: { name: `Customer ${n}`, code: String(n) },
  }));

const inMs = (ms: number) => new Date(now().getTime() + ms).toISOString();

function messagesOf({ workspaceId }: ApiKeyActor) {
  return db().message.findMany({ where: { workspaceId }, orderBy: { recipient: 'asc' } });
}

describe('sendBatch', () => {
  it('queues a text for each recipient with its variables, under one id, and charges each', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const input = { recipients: numbered(2), text, from: 'Acme', callbackUrl: 'https://acme.test/sms' };
    const { batch, balance } = queued(await sendBatch(actor, input));
    expect(batch).toMatchObject({
      id: expect.stringMatching(/^batch_/),
      number: 1,
      status: 'queued',
      text,
      from: 'Acme',
      to: ['+31610000000', '+31610000001'],
      recipients: 2,
      skipped: 0,
      segments: 2,
      price: { amount: 160_000n, currency: 'EUR' },
      callbackUrl: 'https://acme.test/sms',
      statuses: { queued: 2, sent: 0 },
    });
    expect(balance.amount).toBe(MONEY - 160_000n);
    for (const id of [batch.id, '1']) expect(granted(await getBatch(actor, { id }))).toEqual(batch);
    expect(await messagesOf(actor)).toMatchObject([
      { text: 'Hello Customer 0, your code is 0', batchId: batch.id, country: 'NL', scheduledAt: null },
      { text: 'Hello Customer 1, your code is 1', batchId: batch.id, price: 80_000n, segments: 1 },
    ]);
    const { sandbox } = await readMoney(actor.workspaceId);
    expect(sandbox).toEqual({ balance: balance.amount, ledger: balance.amount });
  });

  it('leaves out and counts recipients that cannot get the message, if the sender says so', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const send = (...to: string[]) =>
      sendBatch(actor, { recipients: to.map((each) => ({ to: each })), text: 'Hello', skipsProblems: true });
    const { batch } = queued(await send('+31612345678', '12', '+310612345678', '+32470123456'));
    expect(batch).toMatchObject({ to: ['+31612345678', '+32470123456'], recipients: 2, skipped: 2 });
    expect(granted(await getBatch(actor, { id: batch.id }))).toEqual(batch);
    expect((await messagesOf(actor)).map(({ text: each }) => each)).toEqual(['Hello', 'Hello']);
    expect(await send('12', 'nobody')).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { 'recipients.1.to': expect.any(String) } },
    });
  });

  it('numbers the batches of a workspace, also when many are sent at once', async () => {
    const { owner, actor } = await makeCaller({ money: MONEY });
    const { actor: second } = await makeCaller({ owner });
    const sends = [actor, second, actor, second].map((each) =>
      sendBatch(each, { recipients: numbered(2), text }),
    );
    const numbers = (await Promise.all(sends)).map((result) => queued(result).batch.number);
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4]);
  });

  it('tells how far a batch is, and lists batches by that', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const send = async (perMinute?: number) =>
      queued(await sendBatch(actor, { recipients: numbered(2), text, perMinute })).batch.id;
    const [slow, fast] = [await send(1), await send()];
    setClockOffset(2 * SECOND);
    await dispatchMessages('sandbox', 200);
    setClockOffset(30 * SECOND);
    await reportSimulated();
    const waiting = await send();
    for (const [status, id] of [
      ['queued', waiting],
      ['sending', slow],
      ['completed', fast],
    ]) {
      expect(granted(await listBatches(actor, { status })).batches).toMatchObject([{ id, status }]);
    }
  });

  it('queues 10,000 messages in one transaction, each with its entry in the ledger', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const { batch } = queued(await sendBatch(actor, { recipients: numbered(10_000), text }));
    expect(batch).toMatchObject({ recipients: 10_000, to: { length: 100 } });
    expect(await db().message.count({ where: { batchId: batch.id } })).toBe(10_000);
    const { _max, _min } = await db().ledgerEntry.aggregate({
      where: { workspaceId: actor.workspaceId },
      _max: { number: true },
      _min: { balanceAfter: true },
    });
    const { sandbox } = await readMoney(actor.workspaceId);
    expect([_max.number, _min.balanceAfter]).toEqual([10_001n, sandbox.balance]);
    expect(sandbox.ledger).toBe(sandbox.balance);
  });

  it.each([
    ['a wrong number', [{ to: '12' }], 'Hello', 'recipients.0.to'],
    ['a number twice', [{ to: '+31612345678' }, { to: '+310612345678' }], 'Hello', 'recipients.1.to'],
    ['a missing variable', [{ to: '+31612345678' }], 'Hi {{name}}', 'recipients.0.variables.name'],
    [
      'a text that is too long',
      [{ to: '+31612345678', variables: { name: 'x'.repeat(500) } }],
      '{{name}}'.repeat(4),
      'recipients.0.variables',
    ],
    ['no recipients', [], 'Hello', 'recipients'],
  ])('refuses %s, and queues nothing', async (_, recipients, text, field) => {
    const { actor } = await makeCaller({ money: MONEY });
    expect(await sendBatch(actor, { recipients, text })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { [field]: expect.any(String) } },
    });
    expect(await messagesOf(actor)).toEqual([]);
  });

  it.each([
    ['INSUFFICIENT_BALANCE', '+31612345678', {}],
    ['INSUFFICIENT_BALANCE', MAGIC_NUMBERS.insufficientBalance, {}],
    ['DESTINATION_NOT_ALLOWED', '+31612345678', { countries: ['BE'] }],
    ['SENDER_NOT_APPROVED', '+31612345678', { senders: ['Acme'] }],
    ['SPEND_LIMIT_EXCEEDED', '+31612345678', { spendPerDay: 1n }],
  ])('refuses with %s, and leaves nothing behind', async (code, to, limits) => {
    const { actor } = await makeCaller({ money: code === 'SPEND_LIMIT_EXCEEDED' ? MONEY : 79_999n });
    await db().apiKey.update({ where: { id: actor.keyId }, data: limits });
    const input = { recipients: [{ to }], text: 'Hello' };
    expect(await sendBatch(actor, input)).toMatchObject({ refusal: { code } });
    expect(await db().messageBatch.count({ where: { workspaceId: actor.workspaceId } })).toBe(0);
    expect(await messagesOf(actor)).toEqual([]);
  });

  it('refuses a live key without a carrier', async () => {
    const { actor } = await makeCaller({ environment: 'live' });
    const input = { recipients: [{ to: '+31612345678' }], text: 'Hello' };
    expect(await sendBatch(actor, input)).toMatchObject({ refusal: { code: 'CARRIER_NOT_CONFIGURED' } });
  });

  it('does not find a batch of another workspace or environment', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const { batch } = queued(await sendBatch(actor, { recipients: numbered(1), text }));
    const { actor: stranger } = await makeCaller();
    const live: ApiKeyActor = { ...actor, environment: 'live' };
    for (const other of [stranger, live]) {
      expect(await getBatch(other, { id: batch.id })).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    }
  });
});

describe('scheduled messages', () => {
  const recipients = [{ to: '+31612345678' }];

  it.each([
    ['in 4 minutes', 4 * MINUTE],
    ['in 8 days', 8 * DAY],
    ['in the past', -MINUTE],
  ])('cannot be sent %s', async (_, ms) => {
    const { actor } = await makeCaller({ money: MONEY });
    const refused = { refusal: { code: 'INVALID_REQUEST', fields: { at: expect.any(String) } } };
    expect(await sendMessages(actor, { to: '+31612345678', text: 'Hello', at: inMs(ms) })).toMatchObject(
      refused,
    );
    expect(await sendBatch(actor, { recipients, text: 'Hello', at: inMs(ms) })).toMatchObject(refused);
    expect(await messagesOf(actor)).toEqual([]);
  });

  it('are charged at once and sent at their time, even if their key was revoked', async () => {
    const { owner, actor } = await makeCaller({ money: MONEY });
    const at = inMs(2 * DAY);
    const [message] = sent(await sendMessages(actor, { to: '+31612345678', text: 'Hello', at }));
    const id = message?.id ?? '';
    expect(message).toMatchObject({ status: 'queued', scheduledAt: new Date(at) });
    expect((await readMoney(actor.workspaceId)).sandbox.balance).toBe(MONEY - 80_000n);
    granted(await revokeApiKey(owner, { keyId: actor.keyId }));

    setClockOffset(2 * DAY - MINUTE);
    await dispatchMessages('sandbox', 200);
    expect(granted(await getMessage(actor, { id })).status).toBe('queued');
    setClockOffset(2 * DAY + MINUTE);
    await dispatchMessages('sandbox', 200);
    expect(granted(await getMessage(actor, { id }))).toMatchObject({
      status: 'sent',
      timeline: [
        { status: 'queued', detail: expect.stringContaining(at) },
        { status: 'sent', at: expect.any(Date), detail: null },
      ],
    });
  });

  it('follow each other at the rate that the sender gives', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const at = inMs(10 * MINUTE);
    queued(await sendBatch(actor, { recipients: numbered(4), text, at, perMinute: 120 }));
    const times = (await messagesOf(actor)).map(({ nextStepAt }) => Number(nextStepAt) - Date.parse(at));
    expect(times).toEqual([0, SECOND / 2, SECOND, 1.5 * SECOND]);
  });
});
