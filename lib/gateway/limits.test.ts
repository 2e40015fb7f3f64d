import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { toDecimal } from '@/lib/domain/wallet/money-text';
import { problemDetails } from '@/lib/profiles/keydesk/errors';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const DUTCH = '+31612345678';
/** What one message to DUTCH costs. */
const PRICE = 80_000n;

/** What so many messages to DUTCH cost, as a limit. */
const priceOf = (messages: bigint) => toDecimal(messages * PRICE, 0);

async function makeSender(limits: CreateApiKeyInput['limits'], money = 1_000n * CURRENCY_UNIT) {
  const owner = await makeMember();
  await giveMoney(owner.workspaceId, money);
  const { key, secret } = await makeKey(owner, { rateLimit: 1_000, limits });
  return {
    key,
    workspaceId: owner.workspaceId,
    send: (to: string | string[] = DUTCH, from?: string) =>
      gateway.call(secret, 'POST', '/messages', { to, from, text: 'Hello' }),
    spent: async () => money - (await readMoney(owner.workspaceId)).sandbox.balance,
  };
}

type Sender = Awaited<ReturnType<typeof makeSender>>;

/** 202, or the problem that was answered. */
const codeOf = async (sent: ReturnType<Sender['send']>) => {
  const { status, body } = await sent;
  return status === 202 ? 202 : problemDetails.parse(body);
};

/** Turns the clock to a moment of this process's own calendar. */
function setTime(iso: string): void {
  setClockOffset(new Date(iso).getTime() - Date.now());
}

describe('the spending limit of a day', () => {
  it('stops sends until the next day', async () => {
    const sender = await makeSender({ spendPerDay: priceOf(2n) });
    setTime('2031-03-10T00:00:00.000Z');
    expect(await codeOf(sender.send())).toBe(202);
    setTime('2031-03-10T23:59:30Z');
    expect(await codeOf(sender.send())).toBe(202);
    expect(await codeOf(sender.send())).toMatchObject({ status: 403, code: 'SPEND_LIMIT_EXCEEDED' });
    expect(await sender.spent()).toBe(2n * PRICE);
    setTime('2031-03-11T00:00:00Z');
    expect(await codeOf(sender.send())).toBe(202);
  });

  it('applies to a request as a whole', async () => {
    const sender = await makeSender({ spendPerDay: priceOf(2n) });
    const three = [DUTCH, '+31612345679', '+31612345670'];
    expect(await codeOf(sender.send(three))).toMatchObject({ code: 'SPEND_LIMIT_EXCEEDED' });
    expect(await sender.spent()).toBe(0n);
    expect(await db().message.count({ where: { apiKeyId: sender.key.id } })).toBe(0);
    expect(await codeOf(sender.send(three.slice(1)))).toBe(202);
  });

  it('is exact for many requests at once', async () => {
    const sender = await makeSender({ spendPerDay: priceOf(10n) });
    const answers = await Promise.all(Array.from({ length: 20 }, () => codeOf(sender.send())));
    expect(answers.filter((answer) => answer === 202)).toHaveLength(10);
    expect(await sender.spent()).toBe(10n * PRICE);
    const { balance, ledger } = (await readMoney(sender.workspaceId)).sandbox;
    expect(balance).toBe(ledger);
  });

  it('includes spending before it was set, and can be removed', async () => {
    const sender = await makeSender({});
    const limit = (spendPerDay: bigint | null) =>
      db().apiKey.update({ where: { id: sender.key.id }, data: { spendPerDay } });
    await sender.send();
    await limit(PRICE);
    expect(await codeOf(sender.send())).toMatchObject({ code: 'SPEND_LIMIT_EXCEEDED' });
    await limit(null);
    expect(await codeOf(sender.send())).toBe(202);
  });

  it('can be zero', async () => {
    const sender = await makeSender({ spendPerDay: '0' });
    expect(await codeOf(sender.send())).toMatchObject({ code: 'SPEND_LIMIT_EXCEEDED' });
  });

  it('does not count what was not sent', async () => {
    const sender = await makeSender({ spendPerDay: priceOf(2n) }, PRICE);
    expect(await codeOf(sender.send([DUTCH, '+31612345679']))).toMatchObject({
      code: 'INSUFFICIENT_BALANCE',
    });
    expect(await codeOf(sender.send())).toBe(202);
  });
});

describe('the spending limit of a month', () => {
  it('adds up the days of the month, and starts again with the next', async () => {
    const sender = await makeSender({ spendPerDay: priceOf(2n), spendPerMonth: priceOf(3n) });
    setTime('2031-03-30T12:00:00Z');
    expect(await codeOf(sender.send())).toBe(202);
    expect(await codeOf(sender.send())).toBe(202);
    setTime('2031-03-31T23:59:30Z');
    expect(await codeOf(sender.send())).toBe(202);
    expect(await codeOf(sender.send())).toMatchObject({ status: 403, code: 'SPEND_LIMIT_EXCEEDED' });
    setTime('2031-04-01T00:00:00Z');
    expect(await codeOf(sender.send())).toBe(202);
  });

  it('includes a late send of the day before', async () => {
    const sender = await makeSender({ spendPerMonth: priceOf(2n) });
    setTime('2031-03-15T00:00:01Z');
    expect(await codeOf(sender.send())).toBe(202);
    expect(await codeOf(sender.send())).toBe(202);
    setTime('2031-03-14T23:59:59Z');
    expect(await codeOf(sender.send())).toMatchObject({ status: 403, code: 'SPEND_LIMIT_EXCEEDED' });
  });
});

describe('the countries of a key', () => {
  it('are all countries if none is listed, otherwise only those', async () => {
    const anywhere = await makeSender({});
    const some = await makeSender({ countries: ['NL', 'CA'] });
    const canadian = '+14165550123';
    const american = '+12025550143';
    for (const to of [DUTCH, canadian, american]) expect(await codeOf(anywhere.send(to))).toBe(202);
    for (const to of [DUTCH, canadian]) expect(await codeOf(some.send(to))).toBe(202);
    for (const to of [american, '+4915123456789', [DUTCH, american]]) {
      expect(await codeOf(some.send(to))).toMatchObject({ status: 403, code: 'DESTINATION_NOT_ALLOWED' });
    }
    expect(await db().message.count({ where: { apiKeyId: some.key.id } })).toBe(2);
  });
});

describe('the senders of a key', () => {
  it('are all senders if none is listed, otherwise only those', async () => {
    const any = await makeSender({});
    const some = await makeSender({ senders: ['Keydesk', '+31612345670'] });
    for (const from of ['Keydesk', 'Other', undefined]) expect(await codeOf(any.send(DUTCH, from))).toBe(202);
    for (const from of ['Keydesk', '+31612345670']) expect(await codeOf(some.send(DUTCH, from))).toBe(202);
    for (const from of ['Other', 'keydesk', undefined]) {
      expect(await codeOf(some.send(DUTCH, from))).toMatchObject({
        status: 422,
        code: 'SENDER_NOT_APPROVED',
      });
    }
    expect(await sentBy(some)).toBe(2);
  });

  it('can be a short code, or a name with punctuation', async () => {
    const some = await makeSender({ senders: ['72404', 'H&M', 'my_shop'] });
    for (const from of ['72404', 'H&M', ' my_shop ']) expect(await codeOf(some.send(DUTCH, from))).toBe(202);
    for (const from of ['72405', 'H-M']) {
      expect(await codeOf(some.send(DUTCH, from))).toMatchObject({ code: 'SENDER_NOT_APPROVED' });
    }
  });

  it('can be a number, in any spelling in the call and in the list', async () => {
    const [listed, older] = [await makeSender({ senders: ['+4407911123456'] }), await makeSender({})];
    const where = { id: older.key.id };
    await db().apiKey.update({ where, data: { senders: ['+4407911123456'] } });
    for (const some of [listed, older]) {
      for (const from of ['+447911123456', '+4407911123456']) {
        expect(await codeOf(some.send(DUTCH, from))).toBe(202);
      }
      expect(await codeOf(some.send(DUTCH, '+447911123457'))).toMatchObject({ code: 'SENDER_NOT_APPROVED' });
      const messages = await db().message.findMany({ where: { apiKeyId: some.key.id } });
      expect(messages.map(({ sender }) => sender)).toEqual(['+447911123456', '+447911123456']);
    }
  });
});

const sentBy = ({ key }: Sender) => db().message.count({ where: { apiKeyId: key.id } });
