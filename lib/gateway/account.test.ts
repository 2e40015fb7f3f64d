import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('GET /account', () => {
  it('returns to any valid key its workspace, with the balance of its environment', async () => {
    const owner = await makeMember();
    await giveMoney(owner.workspaceId, 5_000_000n);
    await giveMoney(owner.workspaceId, 12_345_678_901_234_567n, 'live');
    const sandbox = await makeKey(owner, { label: 'Test rig', scopes: ['balance.read'] });
    const live = await makeKey(owner, { environment: 'live', scopes: ['*'] });

    const answer = await gateway.call(sandbox.secret, 'GET', '/account');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      workspace: { id: owner.workspaceId, name: 'Test workspace' },
      environment: 'sandbox',
      key: { id: sandbox.key.id, label: 'Test rig', scopes: ['balance.read'] },
      balance: { amount: '5.0000', currency: 'EUR' },
    });
    expect((await gateway.call(live.secret, 'GET', '/account')).body).toMatchObject({
      environment: 'live',
      key: { id: live.key.id, scopes: ['*'] },
      balance: { amount: '12345678901.234567', currency: 'EUR' },
    });
  });

  it('returns to each of many callers at once their own account', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, async () => makeKey(await makeMember())));
    const calls = keys.flatMap((key) => [key, key, key]);
    const answers = await Promise.all(calls.map(({ secret }) => gateway.call(secret, 'GET', '/account')));
    expect(answers.map(({ body }) => body)).toEqual(
      calls.map(({ key }) => expect.objectContaining({ key: expect.objectContaining({ id: key.id }) })),
    );
  });

  it('returns a changed scope, label or workspace in the next call', async () => {
    const owner = await makeMember();
    const { key, secret } = await makeKey(owner);
    await gateway.call(secret, 'GET', '/account');
    await db().apiKey.update({ where: { id: key.id }, data: { scopes: ['balance.read'] } });
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { name: 'Renamed' } });
    expect((await gateway.call(secret, 'GET', '/account')).body).toMatchObject({
      workspace: { name: 'Renamed' },
      key: { scopes: ['balance.read'] },
    });
  });

  it('responds to HEAD as to GET, without the body', async () => {
    const { secret } = await makeKey(await makeMember());
    const answer = await gateway.call(secret, 'HEAD', '/account');
    expect(answer).toMatchObject({ status: 200, body: undefined });
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
  });
});

describe('GET /balance', () => {
  it('returns the balance of the environment', async () => {
    const owner = await makeMember();
    await giveMoney(owner.workspaceId, 5_000_000n);
    const { secret } = await makeKey(owner, { scopes: ['balance.read'] });
    expect(await gateway.call(secret, 'GET', '/balance')).toMatchObject({
      status: 200,
      body: { amount: '5.0000', currency: 'EUR' },
    });
  });
});
