import { expect, it } from 'vitest';
import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { KeyRefusal } from '@/lib/domain/refusals/count';
import { RefusalBuffer } from '@/lib/gateway/recording/refusal-buffer';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const start = now().getTime();

const refusal = (keyId: string, minute = 0, changes: Partial<KeyRefusal> = {}): KeyRefusal => ({
  ...{ keyId, at: new Date(start + minute * MINUTE), code: 'INVALID_API_KEY', operation: 'account.read' },
  ...{ address: '203.0.113.7', requestId: 'req_1', method: 'GET', path: '/api/v1/account', status: 401 },
  ...{ client: null, fields: {}, detail: { cause: 'revoked', secret: 'kd_live_****o5p6' } },
  ...changes,
});

const makeKeyId = async () => (await makeKey(await makeMember())).key.id;
const stored = (apiKeyId: string) => db().keyRefusal.count({ where: { apiKeyId } });
const groupsOf = (apiKeyId: string) => db().keyRefusalGroup.findMany({ where: { apiKeyId } });

it('stores 50 calls of a cause, then one a minute, and counts all', async () => {
  const keyId = await makeKeyId();
  const buffer = new RefusalBuffer();
  for (let minute = 0; minute <= 10; minute++) {
    for (let n = 0; n < 100; n++) buffer.add(refusal(keyId, minute));
  }
  await buffer.close();
  expect(await stored(keyId)).toBe(60);
  expect(await groupsOf(keyId)).toMatchObject([{ calls: 1_100n }]);
});

it('stores 200 calls of a key, then two a minute, from however many networks they come', async () => {
  const keyId = await makeKeyId();
  const buffer = new RefusalBuffer();
  for (const minute of [0, 60]) {
    for (let n = 0; n < 1_000; n++) {
      const address = `2001:db8:${minute}:${n.toString(16)}::1`;
      buffer.add(refusal(keyId, minute, { address, code: `CODE_${n % 10}` }));
    }
  }
  await buffer.close();
  expect(await stored(keyId)).toBe(200 + 120);
  const groups = await groupsOf(keyId);
  expect(groups).toHaveLength(110);
  const others = groups.filter(({ address }) => address === null);
  expect(others.reduce((sum, { calls }) => sum + calls, 0n)).toBe(1_900n);
});

it('keeps room for calls of the owner while somebody calls with an old secret', async () => {
  const keyId = await makeKeyId();
  const buffer = new RefusalBuffer();
  for (let n = 0; n < 1_000; n++) {
    buffer.add(refusal(keyId, 0, { address: `2001:db8:0:${n.toString(16)}::1` }));
  }
  const own = { code: 'FORBIDDEN', status: 403, detail: { scope: 'balance.read' } };
  buffer.add(refusal(keyId, 0, own));
  await buffer.close();
  const groups = await groupsOf(keyId);
  expect(groups).toHaveLength(50 + 1 + 1);
  expect(groups.find(({ code }) => code === 'FORBIDDEN')).toMatchObject({
    address: '203.0.113.7',
    calls: 1n,
  });
  const count = (code: string) => db().keyRefusal.count({ where: { apiKeyId: keyId, code } });
  expect([await count('INVALID_API_KEY'), await count('FORBIDDEN')]).toEqual([50, 1]);
});
