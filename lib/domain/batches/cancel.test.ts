import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { cancelBatch } from '@/lib/domain/batches/cancel';
import { sendBatch } from '@/lib/domain/batches/send';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { expireOverdue } from '@/lib/domain/delivery/expire';
import { cancelMessage } from '@/lib/domain/messages/cancel';
import { sendMessages } from '@/lib/domain/messages/send';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { queued, sent } from '@/lib/testing/factories/messages';
import { readMoney } from '@/lib/testing/factories/wallet';

const MONEY = 100_000_000n;
const hello = { to: '+31612345678', text: 'Hello' };
const inMs = (ms: number) => new Date(now().getTime() + ms).toISOString();

async function sendOne(actor: ApiKeyActor, at?: string): Promise<string> {
  const [message] = sent(await sendMessages(actor, { ...hello, at }));
  return message?.id ?? '';
}

async function sendMany(actor: ApiKeyActor, count: number, more: object = {}): Promise<string> {
  const recipients = Array.from({ length: count }, (_, n) => ({ to: `+3161000${1_000 + n}` }));
  return queued(await sendBatch(actor, { recipients, text: 'Hello', ...more })).batch.id;
}

async function balanceOf({ workspaceId }: ApiKeyActor): Promise<bigint> {
  const { sandbox } = await readMoney(workspaceId);
  expect(sandbox.ledger).toBe(sandbox.balance);
  return sandbox.balance;
}

describe('cancelMessage', () => {
  it('cancels a scheduled message once, and refunds it', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const id = await sendOne(actor, inMs(HOUR));
    const results = await Promise.all([cancelMessage(actor, { id }), cancelMessage(actor, { id })]);
    for (const result of results) expect(result).toMatchObject({ ok: true, value: { status: 'canceled' } });
    expect(granted(await cancelMessage(actor, { id })).timeline.at(-1)).toMatchObject({
      status: 'canceled',
      detail: expect.stringContaining('refunded'),
    });
    expect(await balanceOf(actor)).toBe(MONEY);
    expect(await db().apiKeySpend.findMany({ where: { apiKeyId: actor.keyId } })).toMatchObject([
      { amount: 0n },
    ]);
    expect(await db().auditEvent.count({ where: { targetId: id, action: 'messages.cancel' } })).toBe(1);
    setClockOffset(2 * HOUR);
    await dispatchMessages('sandbox', 200);
    expect((await db().message.findFirstOrThrow({ where: { id } })).status).toBe('canceled');
  });

  it('refuses a message that was submitted, and refunds nothing', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const id = await sendOne(actor);
    setClockOffset(MINUTE);
    await dispatchMessages('sandbox', 200);
    expect(await cancelMessage(actor, { id })).toMatchObject({ refusal: { code: 'CONFLICT' } });
    expect(await balanceOf(actor)).toBe(MONEY - 80_000n);
  });

  it('has no effect if the key was revoked while the call was in flight', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const id = await sendOne(actor, inMs(HOUR));
    await db().apiKey.update({ where: { id: actor.keyId }, data: { revokedAt: now() } });
    for (const result of [await cancelMessage(actor, { id }), await cancelBatch(actor, { id })]) {
      expect(result).toMatchObject({ refusal: { code: 'INVALID_API_KEY' } });
    }
    expect((await db().message.findFirstOrThrow({ where: { id } })).status).toBe('queued');
  });

  it('does not find the message of another workspace or environment', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const id = await sendOne(actor, inMs(HOUR));
    const { actor: stranger } = await makeCaller();
    const live: ApiKeyActor = { ...actor, environment: 'live' };
    for (const other of [stranger, live]) {
      expect(await cancelMessage(other, { id })).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
      expect(await cancelBatch(other, { id })).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    }
    expect((await db().message.findFirstOrThrow({ where: { id } })).status).toBe('queued');
  });
});

describe('cancelBatch', () => {
  it('cancels what was not submitted, and refunds that', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const id = await sendMany(actor, 10, { perMinute: 1 });
    setClockOffset(3 * MINUTE + 1);
    await dispatchMessages('sandbox', 200);
    expect(granted(await cancelBatch(actor, { id })).statuses).toMatchObject({ sent: 4, canceled: 6 });
    expect(await balanceOf(actor)).toBe(MONEY - 4n * 80_000n);
    expect(granted(await cancelBatch(actor, { id })).statuses).toMatchObject({ sent: 4, canceled: 6 });
    expect(await balanceOf(actor)).toBe(MONEY - 4n * 80_000n);
  });

  it('refuses a batch whose messages were all submitted', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const id = await sendMany(actor, 2);
    setClockOffset(MINUTE);
    await dispatchMessages('sandbox', 200);
    expect(await cancelBatch(actor, { id })).toMatchObject({ refusal: { code: 'CONFLICT' } });
  });

  it('cancels or submits each message, never both, while workers take them', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const id = await sendMany(actor, 300);
    setClockOffset(MINUTE);
    const workers = Array.from({ length: 6 }, () => dispatchMessages('sandbox', 50));
    await Promise.all([...workers, cancelBatch(actor, { id }), cancelBatch(actor, { id })]);
    await Promise.all(Array.from({ length: 3 }, () => dispatchMessages('sandbox', 200)));
    const messages = await db().message.findMany({ where: { batchId: id } });
    const submitted = messages.filter(({ status }) => status === 'sent');
    const canceled = messages.filter(({ status }) => status === 'canceled');
    expect(submitted.length + canceled.length).toBe(300);
    expect(canceled.every(({ attempts, sentAt }) => attempts === 0 && sentAt === null)).toBe(true);
    expect(await balanceOf(actor)).toBe(MONEY - BigInt(submitted.length) * 80_000n);
  });
});

it('a scheduled message is valid for a day after its time', async () => {
  const { actor } = await makeCaller({ money: MONEY });
  const id = await sendOne(actor, inMs(3 * DAY));
  await db().message.updateMany({ where: { id }, data: { environment: 'live' } });
  const statusAfter = async (ms: number) => {
    setClockOffset(ms);
    await expireOverdue();
    return (await db().message.findFirstOrThrow({ where: { id } })).status;
  };
  expect(await statusAfter(3 * DAY + HOUR)).toBe('queued');
  expect(await statusAfter(4 * DAY + HOUR)).toBe('expired');
});
