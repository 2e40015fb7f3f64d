import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { DAY, HOUR, MINUTE, now, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { httpCarrier } from '@/lib/domain/carrier/http';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { expireOverdue } from '@/lib/domain/delivery/expire';
import { recordReport } from '@/lib/domain/delivery/report';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { refund } from '@/lib/domain/wallet/refund';
import { BALANCE, makeMessage, makeSender, PRICE, statusOf } from '@/lib/testing/factories/messages';
import { readMoney } from '@/lib/testing/factories/wallet';
import { captureLog } from '@/lib/testing/servers/captured-log';
import { type Behaviour, CARRIER_SECRET, startCarrier } from '@/lib/testing/servers/carrier';

/** Long enough for a carrier that answers, however busy the machine; one that does not is waited for as long. */
const ANSWER_TIMEOUT_MS = 2 * SECOND;
const SYSTEM = { kind: 'system', address: null } as const;

/** A real carrier, and what gives it the live messages that are due. */
async function connect(behave?: (attempt: number) => Behaviour) {
  const carrier = await startCarrier(behave);
  onTestFinished(() => carrier.close());
  const client = httpCarrier(carrier.url, CARRIER_SECRET, ANSWER_TIMEOUT_MS);
  return { carrier, dispatch: (batch = 10) => dispatchMessages('live', batch, client) };
}

async function balanceOf(workspaceId: string): Promise<bigint> {
  const { live } = await readMoney(workspaceId);
  expect(live.ledger).toBe(live.balance);
  return live.balance;
}

function refundsOf(messageId: string) {
  return db().ledgerEntry.findMany({ where: { messageId, kind: 'refund' }, select: { amount: true } });
}

/** What a test leaves in the outbox is none of the next one's. */
afterEach(() => db().message.updateMany({ where: { status: 'queued' }, data: { nextStepAt: null } }));

describe('dispatchMessages', () => {
  it('submits a live message to the carrier once', async () => {
    const sender = await makeSender();
    const id = await makeMessage(sender);
    const { carrier, dispatch } = await connect();
    expect(await dispatch()).toBe(1);
    expect(await dispatch()).toBe(0);
    expect(carrier.posts).toEqual([{ id, to: '+31612345678', from: null, text: 'Hello' }]);
    expect(await db().message.findFirstOrThrow({ where: { id } })).toMatchObject({
      status: 'sent',
      sentAt: expect.any(Date),
      finalizedAt: null,
      nextStepAt: null,
      attempts: 1,
      lastError: null,
    });
    expect(await balanceOf(sender.workspaceId)).toBe(BALANCE - PRICE);
  });

  it('logs an accepted message that stays queued, but not one whose report came before the answer', async () => {
    const lines = captureLog();
    const sender = await makeSender();
    const [id, reported] = [await makeMessage(sender), await makeMessage(sender)];
    // The time in its id is another one.
    const createdAt = new Date(now().getTime() - MINUTE);
    await db().message.updateMany({ where: { id }, data: { createdAt } });
    const carrier = await startCarrier();
    onTestFinished(() => carrier.close());
    const client = httpCarrier(carrier.url, CARRIER_SECRET, ANSWER_TIMEOUT_MS);
    await dispatchMessages('live', 10, {
      ...client,
      async submit(message) {
        const result = await client.submit(message);
        if (message.id === reported) {
          await recordReport(SYSTEM, { id: reported, status: 'delivered', at: now().toISOString() });
        }
        return result;
      },
    });
    expect([await statusOf(id), await statusOf(reported)]).toEqual(['queued', 'delivered']);
    expect(lines.filter(([level]) => level === 'error')).toEqual([
      ['error', { id }, 'A message that the carrier accepted is still queued'],
    ]);
  });

  it('submits each message once with many workers', async () => {
    const sender = await makeSender();
    const ids = await Promise.all(Array.from({ length: 30 }, () => makeMessage(sender)));
    const { carrier, dispatch } = await connect();
    const counts = await Promise.all(Array.from({ length: 12 }, () => dispatch(5)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(30);
    expect(carrier.posts.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  it('does nothing without a carrier', async () => {
    const id = await makeMessage(await makeSender());
    expect(await dispatchMessages('live', 10)).toBe(0);
    expect(await db().message.findFirstOrThrow({ where: { id } })).toMatchObject({
      status: 'queued',
      attempts: 0,
    });
  });

  it.each<Behaviour>(['stall', 'die'])(
    'submits the same id again after the carrier failed by %s',
    async (behaviour) => {
      const sender = await makeSender();
      const id = await makeMessage(sender);
      const { carrier, dispatch } = await connect((attempt) => (attempt === 1 ? behaviour : 'accept'));
      await dispatch();
      expect(await statusOf(id)).toBe('queued');
      setClockOffset(5 * SECOND);
      await dispatch();
      expect(await statusOf(id)).toBe('sent');
      expect(carrier.posts.map((post) => post.id)).toEqual([id, id]);
      expect(carrier.accepted.size).toBe(1);
      expect(await balanceOf(sender.workspaceId)).toBe(BALANCE - PRICE);
    },
  );

  it('handles a carrier that responds twice', async () => {
    const sender = await makeSender();
    const ids = [await makeMessage(sender), await makeMessage(sender), await makeMessage(sender)];
    const { carrier, dispatch } = await connect(() => 'answerTwice');
    while ((await dispatch(1)) > 0);
    expect(await Promise.all(ids.map(statusOf))).toEqual(['sent', 'sent', 'sent']);
    expect(carrier.posts.map(({ id }) => id)).toEqual(ids);
  });

  it.each<Behaviour>([500, 429, 'hangUp'])(
    'waits longer after each %s, and records the reason',
    async (behaviour) => {
      const id = await makeMessage(await makeSender());
      const { carrier, dispatch } = await connect(() => behaviour);
      const pauses: number[] = [];
      for (let elapsed = 0, attempt = 0; attempt < 14; attempt++) {
        const dispatchedAt = now().getTime();
        expect(await dispatch()).toBe(1);
        // The first pause can be as short as a second, which a busy machine needs for the next line.
        setClockOffset(elapsed - MINUTE);
        expect(await dispatch()).toBe(0);
        setClockOffset(elapsed);
        const { nextStepAt, lastError } = await db().message.findFirstOrThrow({ where: { id } });
        expect(lastError).toMatch(/^The carrier /);
        expect(Number(nextStepAt) - dispatchedAt).toBeGreaterThanOrEqual(SECOND);
        const pause = Number(nextStepAt) - now().getTime();
        pauses.push(pause);
        elapsed += pause + SECOND;
        setClockOffset(elapsed);
      }
      expect(carrier.posts).toHaveLength(14);
      expect(pauses[0]).toBeLessThanOrEqual(2 * SECOND);
      expect(pauses.at(-1)).toBeGreaterThan(7 * MINUTE);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(15 * MINUTE);
    },
  );

  it('ends a message that the carrier refuses, and refunds it once', async () => {
    const sender = await makeSender();
    const id = await makeMessage(sender);
    const { carrier, dispatch } = await connect(() => 422);
    await Promise.all([dispatch(), dispatch()]);
    expect(await db().message.findFirstOrThrow({ where: { id } })).toMatchObject({
      status: 'undelivered',
      finalizedAt: expect.any(Date),
      nextStepAt: null,
      lastError: 'The carrier answered 422: status 422',
    });
    setClockOffset(HOUR);
    expect(await dispatch()).toBe(0);
    expect(carrier.posts).toHaveLength(1);
    expect(await refundsOf(id)).toEqual([{ amount: PRICE }]);
    expect(await balanceOf(sender.workspaceId)).toBe(BALANCE);
    expect(await db().apiKeySpend.findMany({ where: { apiKeyId: sender.apiKeyId } })).toMatchObject([
      { amount: 0n },
    ]);
    expect(await db().auditEvent.findMany({ where: { targetId: id } })).toMatchObject([
      {
        action: 'messages.refund',
        workspaceId: sender.workspaceId,
        detail: { status: 'undelivered', price: '0.0800' },
      },
    ]);
  });

  it('lets the database refuse a second refund', async () => {
    const { workspaceId, ...sender } = await makeSender();
    const id = await makeMessage({ workspaceId, ...sender });
    const charges = [{ kind: 'message', reference: id, amount: 1n } as const];
    const again = () => db().$transaction((tx) => refund(tx, { workspaceId, environment: 'live', charges }));
    await again();
    await expect(again()).rejects.toThrow(/unique/i);
  });

  it('does not change a message that was reported before the response', async () => {
    const sender = await makeSender();
    const id = await makeMessage(sender);
    const { dispatch } = await connect(() => 'stall');
    const dispatched = dispatch();
    await recordReport(SYSTEM, { id, status: 'delivered', at: now().toISOString() });
    await dispatched;
    expect(await db().message.findFirstOrThrow({ where: { id } })).toMatchObject({
      status: 'delivered',
      nextStepAt: null,
      lastError: null,
    });
    setClockOffset(HOUR);
    expect(await dispatch()).toBe(0);
  });

  it('never submits a sandbox message to the carrier', async () => {
    const sender = await makeSender('sandbox');
    const ids = [
      await makeMessage(sender),
      await makeMessage(sender, { recipient: MAGIC_NUMBERS.undelivered }),
      await makeMessage(sender, { recipient: MAGIC_NUMBERS.expired }),
    ];
    const { carrier, dispatch } = await connect();
    expect(await dispatch()).toBe(0);
    expect(await dispatchMessages('sandbox', 200)).toBe(3);
    expect(await Promise.all(ids.map(statusOf))).toEqual(['sent', 'sent', 'sent']);
    expect(await reportSimulated()).toBe(0);
    setClockOffset(2 * SECOND);
    expect(await reportSimulated()).toBe(3);
    expect(await reportSimulated()).toBe(0);
    expect(await Promise.all(ids.map(statusOf))).toEqual(['delivered', 'undelivered', 'expired']);
    expect(carrier.posts).toEqual([]);
  });
});

describe('expireOverdue', () => {
  it('expires a message that no carrier accepted for a day, and refunds it', async () => {
    const sender = await makeSender();
    const id = await makeMessage(sender);
    const { carrier, dispatch } = await connect(() => 503);
    setClockOffset(DAY - MINUTE);
    expect(await expireOverdue()).toBe(0);
    await dispatch();
    setClockOffset(DAY + MINUTE);
    expect(await dispatch()).toBe(0);
    expect(await expireOverdue()).toBe(1);
    expect(await expireOverdue()).toBe(0);
    expect(carrier.posts).toHaveLength(1);
    expect(await db().message.findFirstOrThrow({ where: { id } })).toMatchObject({
      status: 'expired',
      nextStepAt: null,
      lastError: 'The carrier answered 503: status 503',
    });
    expect(await refundsOf(id)).toEqual([{ amount: PRICE }]);
    expect(await balanceOf(sender.workspaceId)).toBe(BALANCE);
  });

  it('expires sandbox messages, too', async () => {
    const sender = await makeSender('sandbox');
    const id = await makeMessage(sender);
    setClockOffset(DAY + MINUTE);
    expect(await dispatchMessages('sandbox', 10)).toBe(0);
    expect(await expireOverdue()).toBe(1);
    expect(await db().message.findFirstOrThrow({ where: { id } })).toMatchObject({
      status: 'expired',
      nextStepAt: null,
    });
    expect(await refundsOf(id)).toEqual([{ amount: PRICE }]);
  });

  it('ends what waits for another attempt in a closed workspace', async () => {
    const [sender, other] = [await makeSender(), await makeSender()];
    const [id, later] = [await makeMessage(sender), await makeMessage(other)];
    const { dispatch } = await connect(() => 503);
    expect(await dispatch()).toBe(2);
    const { workspaceId } = sender;
    const close = (data: Prisma.WorkspaceUpdateInput) =>
      db().workspace.update({ where: { id: workspaceId }, data });
    await close({ closedAt: now(), deletesAt: new Date(now().getTime() + 30 * DAY) });
    setClockOffset(MINUTE);
    expect(await expireOverdue()).toBe(0);
    await close({ messagesCanceledAt: now() });
    setClockOffset(0);
    expect(await expireOverdue()).toBe(0);
    setClockOffset(MINUTE);
    expect(await dispatch()).toBe(1);
    expect(await expireOverdue()).toBe(1);
    expect(await Promise.all([id, later].map(statusOf))).toEqual(['expired', 'queued']);
    expect(await balanceOf(workspaceId)).toBe(BALANCE);
  });

  it('does not expire a message that is being submitted', async () => {
    const sender = await makeSender();
    const id = await makeMessage(sender);
    setClockOffset(DAY - 5 * SECOND);
    const { dispatch } = await connect(() => 'stall');
    const dispatched = dispatch();
    await expect.poll(async () => (await db().message.findFirstOrThrow({ where: { id } })).attempts).toBe(1);
    setClockOffset(DAY + SECOND);
    expect(await expireOverdue()).toBe(0);
    await dispatched;
    setClockOffset(DAY + HOUR);
    expect(await expireOverdue()).toBe(1);
    expect(await balanceOf(sender.workspaceId)).toBe(BALANCE);
  });
});
