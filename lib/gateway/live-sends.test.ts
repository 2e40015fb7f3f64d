import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { overrideEnv } from '@/lib/env';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { CARRIER_SECRET } from '@/lib/testing/servers/carrier';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

const PRICE = 80_000n;
const text = { to: '+31612345678', text: 'Hello' };

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(() => overrideEnv({ CARRIER_URL: 'https://carrier.example/messages', CARRIER_SECRET }));

/** A live key of a workspace with so much real money, and some play money. */
async function makeLiveKey(money: bigint) {
  const owner = await makeMember();
  if (money > 0n) await giveMoney(owner.workspaceId, money, 'live');
  await giveMoney(owner.workspaceId, 10_000_000n);
  const { key, secret } = await makeKey(owner, { environment: 'live' });
  await db().apiKey.update({ where: { id: key.id }, data: { rateLimit: 6_000 } });
  return {
    owner,
    secret,
    send: (body: unknown = text) => gateway.call(secret, 'POST', '/messages', body),
    money: () => readMoney(owner.workspaceId),
    sent: () => db().message.count({ where: { workspaceId: owner.workspaceId } }),
  };
}

describe('a live POST /messages', () => {
  it('is refused without a carrier, and debits nothing', async () => {
    overrideEnv({ CARRIER_URL: '', CARRIER_SECRET: '' });
    const key = await makeLiveKey(1_000_000n);
    expect(await key.send()).toMatchObject({ status: 503, body: { code: 'CARRIER_NOT_CONFIGURED' } });
    expect(await key.sent()).toBe(0);
    expect((await key.money()).live.balance).toBe(1_000_000n);
    const sandbox = await makeKey(key.owner);
    expect((await gateway.call(sandbox.secret, 'POST', '/messages', text)).status).toBe(202);
  });

  it('accepts the message, and debits the live balance', async () => {
    const key = await makeLiveKey(1_000_000n);
    expect(await key.send()).toMatchObject({ status: 202, body: { status: 'queued' } });
    expect(await key.money()).toEqual({
      live: { balance: 1_000_000n - PRICE, ledger: 1_000_000n - PRICE },
      sandbox: { balance: 10_000_000n, ledger: 10_000_000n },
    });
  });

  it('is refused without enough money, no matter how much play money there is', async () => {
    const key = await makeLiveKey(0n);
    expect(await key.send()).toMatchObject({ status: 402, body: { code: 'INSUFFICIENT_BALANCE' } });
    expect(await key.sent()).toBe(0);
  });

  it('does not treat magic numbers in a special way', async () => {
    const key = await makeLiveKey(1_000_000n);
    expect((await key.send({ ...text, to: MAGIC_NUMBERS.insufficientBalance })).status).toBe(202);
  });

  it('sends exactly as many messages as the balance covers', async () => {
    const covered = 10;
    const key = await makeLiveKey(BigInt(covered) * PRICE);
    const statuses = (await Promise.all(Array.from({ length: 2 * covered }, () => key.send()))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 202)).toHaveLength(covered);
    expect(statuses.filter((status) => status === 402)).toHaveLength(covered);
    expect(await key.sent()).toBe(covered);
    expect((await key.money()).live).toEqual({ balance: 0n, ledger: 0n });
  });
});
