import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { sandboxCode } from '@/lib/domain/verifications/code';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const MESSAGE = { to: '+31612345678', text: 'Hello' };
/** What MESSAGE costs. */
const PRICE = 80_000n;

async function makeSender(money = 10_000_000n, rateLimit = 1_000) {
  const owner = await makeMember();
  if (money > 0n) await giveMoney(owner.workspaceId, money);
  const { secret } = await makeKey(owner, { scopes: ['*'], rateLimit });
  const { workspaceId } = owner;
  return {
    owner,
    workspaceId,
    secret,
    send: (key: string, body: unknown = MESSAGE) =>
      gateway.call(secret, 'POST', '/messages', body, { 'idempotency-key': key }),
    count: () => db().message.count({ where: { workspaceId } }),
    money: async () => (await readMoney(workspaceId)).sandbox,
  };
}

describe('a request with an Idempotency-Key', () => {
  it('takes effect once, and gets the same response when it is sent again', async () => {
    const sender = await makeSender();
    const first = await sender.send('order-1');
    const again = await sender.send('order-1');
    expect(first.status).toBe(202);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.status).toBe(202);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.headers.get('content-type')).toBe('application/json');
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    expect(await sender.count()).toBe(1);
    expect(await sender.money()).toEqual({ balance: 10_000_000n - PRICE, ledger: 10_000_000n - PRICE });
  });

  it('is the same with a quoted and a bare key', async () => {
    const sender = await makeSender();
    await sender.send('"order \\"2\\""');
    expect((await sender.send('order "2"')).headers.get('idempotent-replayed')).toBe('true');
  });

  it('is another one if its path names something else', async () => {
    const { secret } = await makeSender();
    const start = async (to: string) => {
      const { body } = await gateway.call(secret, 'POST', '/verifications', { to });
      return z.object({ id: z.string() }).parse(body).id;
    };
    const check = (id: string) =>
      gateway.call(
        secret,
        'POST',
        `/verifications/${id}/check`,
        { code: sandboxCode(6) },
        { 'idempotency-key': 'code' },
      );
    const [first, second] = [await start(MAGIC_NUMBERS.delivered), await start('+31612345670')];
    expect((await check(first)).body).toEqual({ verified: true });
    expect((await check(first)).headers.get('idempotent-replayed')).toBe('true');
    expect((await check(second)).status).toBe(422);
  });

  it('is refused with another body', async () => {
    const sender = await makeSender();
    await sender.send('order-1');
    expect(await sender.send('order-1', { ...MESSAGE, text: 'Another' })).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await sender.count()).toBe(1);
  });

  it('takes effect once if many copies arrive at once', async () => {
    const sender = await makeSender();
    const answers = await Promise.all(Array.from({ length: 20 }, () => sender.send('order-1')));
    const accepted = answers.filter(({ status }) => status === 202);
    const fresh = accepted.filter(({ headers }) => !headers.has('idempotent-replayed'));
    expect(fresh).toHaveLength(1);
    for (const { body } of accepted) expect(body).toEqual(fresh[0]?.body);
    const others = answers.filter(({ status }) => status !== 202);
    for (const answer of others) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } });
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(await sender.count()).toBe(1);
    expect(await sender.money()).toEqual({ balance: 10_000_000n - PRICE, ledger: 10_000_000n - PRICE });
  });

  it('is refused while the same request is running', async () => {
    const sender = await makeSender();
    const isRunning = async () => {
      const [locks] = await db().$queryRaw<{ count: bigint }[]>`
        SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      return locks?.count === 1n;
    };
    const { first } = await db().$transaction(
      async (tx) => {
        // While the workspace is locked, the first request waits.
        await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${sender.workspaceId} FOR UPDATE`;
        const first = sender.send('order-1');
        await expect.poll(isRunning).toBe(true);
        const duplicate = await sender.send('order-1');
        expect(duplicate).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } });
        return { first };
      },
      { timeout: 15_000 },
    );
    expect((await first).status).toBe(202);
    expect((await sender.send('order-1')).headers.get('idempotent-replayed')).toBe('true');
    expect(await sender.count()).toBe(1);
  });

  it('is another request in another workspace', async () => {
    const [one, other] = [await makeSender(), await makeSender()];
    await one.send('order-1');
    expect((await other.send('order-1')).headers.has('idempotent-replayed')).toBe(false);
    expect(await other.count()).toBe(1);
  });

  it('is the same request with every key of the workspace', async () => {
    const sender = await makeSender();
    const second = await makeKey(sender.owner, { scopes: ['messages.send'] });
    const first = await sender.send('order-1');
    const again = await gateway.call(second.secret, 'POST', '/messages', MESSAGE, {
      'idempotency-key': 'order-1',
    });
    expect(again.body).toEqual(first.body);
    expect(await sender.count()).toBe(1);
  });

  it('is remembered for 24 hours', async () => {
    const sender = await makeSender();
    await sender.send('order-1');
    setClockOffset(DAY - 5_000);
    expect((await sender.send('order-1')).headers.has('idempotent-replayed')).toBe(true);
    setClockOffset(DAY + 1);
    expect((await sender.send('order-1')).headers.has('idempotent-replayed')).toBe(false);
    expect((await sender.send('order-1')).headers.has('idempotent-replayed')).toBe(true);
    expect(await sender.count()).toBe(2);
  });

  it('can be sent again after a refusal, which stores nothing', async () => {
    const sender = await makeSender(0n);
    expect((await sender.send('order-0')).status).toBe(402);
    await giveMoney(sender.workspaceId, 10_000_000n);
    expect((await sender.send('order-0')).status).toBe(202);
    expect((await sender.send('order-1', { to: 'nobody', text: 'Hello' })).status).toBe(422);
    expect((await sender.send('order-2', { ...MESSAGE, to: MAGIC_NUMBERS.rateLimited })).status).toBe(429);
    expect((await sender.send('order-1')).status).toBe(202);
    expect((await sender.send('order-2')).status).toBe(202);
  });

  it.each(['', '""', '"unfinished', 'é', 'x'.repeat(256)])('is refused with the key %j', async (key) => {
    const sender = await makeSender();
    const encoded = Buffer.from(key, 'utf8').toString('latin1');
    expect(await sender.send(encoded)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect(await sender.count()).toBe(0);
  });

  it('can have a key of 255 characters', async () => {
    expect((await (await makeSender()).send('x'.repeat(255))).status).toBe(202);
  });
});

it('sends exactly as many messages as the balance covers', async () => {
  const sender = await makeSender(10n * PRICE);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => sender.send(`order-${n}`)));
  const by = (status: number) => answers.filter((answer) => answer.status === status).length;
  expect([by(202), by(402)]).toEqual([10, 10]);
  expect(await sender.count()).toBe(10);
  expect(await sender.money()).toEqual({ balance: 0n, ledger: 0n });
});
