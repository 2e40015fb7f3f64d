import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { recordRefusedCalls } from '@/lib/domain/refusals/record-calls';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const get = (secret: string, path = '/account') => gateway.call(secret, 'GET', path);

it('stores a refusal with details that PostgreSQL cannot store unchanged', async () => {
  const { key } = await makeKey(await makeMember());
  const at = now();
  const detail = { signed: 'a\0b\ud800' };
  const refusal = {
    ...{ keyId: key.id, at, code: 'X', operation: null, address: '192.0.2.7', requestId: 'req_1', detail },
    ...{ method: 'GET', path: '/', status: 400, client: null, fields: { 'c\0\ud800': 'd\0' } },
  };
  await recordRefusedCalls([refusal]);
  expect(await db().keyRefusal.findMany({ where: { apiKeyId: key.id } })).toMatchObject([
    { detail: { signed: 'a\ufffdb\ufffd' }, fields: { 'c\ufffd\ufffd': 'd\ufffd' } },
  ]);
});

const groupsOf = (apiKeyId: string) =>
  db().keyRefusalGroup.findMany({ where: { apiKeyId }, orderBy: { firstAt: 'asc' } });

describe('the log of refused calls', () => {
  const logOf = (apiKeyId: string) =>
    db().keyRefusal.findMany({ where: { apiKeyId }, orderBy: { at: 'asc' } });

  it('stores each call with what helps to fix it', async () => {
    const another = await startGateway();
    const owner = await makeMember();
    await giveMoney(owner.workspaceId, 10n * CURRENCY_UNIT);
    const { key, secret } = await makeKey(owner, { limits: { countries: ['NL'], senders: ['Keydesk'] } });
    await another.call(secret, 'GET', '/balance');
    await another.call(secret, 'POST', '/messages', { to: '+12025550143', text: 'Hello', from: 'Keydesk' });
    const last = await another.call(secret, 'POST', '/messages', {
      to: '+31612345678',
      text: 'Hello',
      from: 'Other',
    });
    await db().apiKey.update({
      where: { id: key.id },
      data: { allowlist: [{ network: '203.0.113.7/32', note: '' }] },
    });
    await another.call(secret, 'GET', '/account');
    await another.close();
    const refusals = await logOf(key.id);
    expect(refusals.map(({ code, operation, detail }) => ({ code, operation, detail }))).toEqual([
      { code: 'FORBIDDEN', operation: 'balance.read', detail: { scope: 'balance.read' } },
      { code: 'DESTINATION_NOT_ALLOWED', operation: 'messages.send', detail: { country: 'US' } },
      { code: 'SENDER_NOT_APPROVED', operation: 'messages.send', detail: { sender: 'Other' } },
      { code: 'IP_NOT_ALLOWED', operation: 'account.read', detail: { list: 'key' } },
    ]);
    expect(refusals[2]?.requestId).toBe(last.headers.get('x-request-id'));
    expect(new Set(refusals.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']));
  });

  it('is written about a second after the calls, while they continue', async () => {
    const { key, secret } = await makeKey(await makeMember());
    await get(secret, '/balance');
    await expect.poll(async () => (await logOf(key.id)).length).toBe(1);
  });

  it('stores some of very many calls, and none of unknown keys', async () => {
    const another = await startGateway();
    const { key, secret } = await makeKey(await makeMember());
    const before = await db().keyRefusal.count();
    await Promise.all(Array.from({ length: 100 }, () => another.call(secret, 'GET', '/balance')));
    await another.call(`${secret.slice(0, -1)}?`, 'GET', '/account');
    await another.close();
    const kept = (await logOf(key.id)).length;
    expect(kept).toBeGreaterThanOrEqual(20);
    expect(kept).toBeLessThan(100);
    expect(await db().keyRefusal.count()).toBe(before + kept);
    expect(await groupsOf(key.id)).toMatchObject([
      { code: 'FORBIDDEN', operation: 'balance.read', address: '127.0.0.1', calls: 100n },
    ]);
  });

  it('counts calls of different causes apart, and the same cause together in every process', async () => {
    const owner = await makeMember();
    await giveMoney(owner.workspaceId, 10n * CURRENCY_UNIT);
    const { key, secret } = await makeKey(owner, { limits: { countries: ['NL'] } });
    for (const to of ['+12025550143', '+4915123456789', '+12025550143']) {
      const another = await startGateway();
      await another.call(secret, 'POST', '/messages', { to, text: 'Hello', from: 'Keydesk' });
      await another.close();
    }
    const groups = await groupsOf(key.id);
    expect(groups.map(({ cause, calls }) => [cause, calls])).toEqual([
      ['US', 2n],
      ['DE', 1n],
    ]);
    const [us] = groups;
    const calls = await logOf(key.id);
    expect(calls.map(({ groupId }) => groupId === us?.id)).toEqual([true, false, true]);
    expect([us?.firstAt, us?.lastAt]).toEqual([calls[0]?.at, calls[2]?.at]);
  });

  it('stores what finds the program that called, without secrets', async () => {
    const another = await startGateway();
    const { key, secret } = await makeKey(await makeMember());
    await fetch(`${another.base}/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        'user-agent': `billing/2.1 ${secret}`,
      },
      body: JSON.stringify({ text: 'Hello' }),
    });
    await another.call(secret, 'GET', '/account?to=%2B31612345678');
    await another.close();
    const calls = await logOf(key.id);
    const [call, inQuery] = calls;
    expect(call).toMatchObject({
      ...{ method: 'POST', path: '/api/v1/messages', status: 422, client: 'billing/2.1 ****' },
      fields: { to: expect.any(String) },
    });
    expect(inQuery).toMatchObject({ method: 'GET', path: '/api/v1/account' });
    expect(JSON.stringify(calls)).not.toContain(secret);
    expect(JSON.stringify(calls)).not.toContain('31612345678');
  });

  it('is named by the response', async () => {
    const { key, secret } = await makeKey(await makeMember());
    const { body, headers } = await get(secret, '/balance');
    const requestId = headers.get('x-request-id');
    expect(body).toMatchObject({
      help: expect.stringMatching(
        `/settings/api-keys/${key.id}[?]code=FORBIDDEN&request=${requestId}#rejected-calls$`,
      ),
    });
  });

  it('marks what the sandbox refuses because it was asked to', async () => {
    const another = await startGateway();
    const { key, secret } = await makeKey(await makeMember());
    await another.call(secret, 'POST', '/messages', { to: '+15005550103', text: 'Hello', from: 'Keydesk' });
    await another.close();
    expect(await groupsOf(key.id)).toMatchObject([{ code: 'INSUFFICIENT_BALANCE', cause: 'simulated' }]);
  });
});
