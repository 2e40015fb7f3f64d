import { expect, it } from 'vitest';
import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { listRefusals } from '@/lib/domain/refusals/list';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeRefusals } from '@/lib/testing/factories/refusals';

const groupsOf = (apiKeyId: string) => db().keyRefusalGroup.findMany({ where: { apiKeyId } });
const othersOf = async (apiKeyId: string) =>
  (await groupsOf(apiKeyId)).filter(({ address }) => address === null);

it('groups the addresses of an IPv6 network, and fixes the latest one', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  const refused = { keyId: key.id, code: 'IP_NOT_ALLOWED', detail: { list: 'key' } };
  const earlier = new Date(now().getTime() - MINUTE);
  await makeRefusals([
    { ...refused, address: '2001:db8:0:1::9' },
    { ...refused, address: '2001:db8:0:1:8000::1', at: earlier },
    { ...refused, address: '2001:db8:0:2::1', at: earlier },
  ]);
  await makeRefusals([{ ...refused, address: '2001:db8:0:1::7', at: earlier }]);
  const { groups } = granted(await listRefusals(owner, { keyId: key.id }));
  expect(groups.map(({ address, calls }) => [address, calls])).toEqual([
    ['2001:db8:0:1::/64', 3],
    ['2001:db8:0:2::/64', 1],
  ]);
  expect(groups[0]).toMatchObject({ firstAt: earlier, fix: { address: '2001:db8:0:1::9' } });
  const allowlist = [{ network: '2001:db8:0:1::9/128', note: '' }];
  await db().apiKey.update({ where: { id: key.id }, data: { allowlist } });
  const fixed = granted(await listRefusals(owner, { keyId: key.id })).groups;
  expect(fixed.map(({ resolved }) => resolved)).toEqual(['fixed', null]);
});

it('counts other addresses together when a key has 200 groups', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  const { key: other } = await makeKey(owner);
  const from = (count: number, start: number) =>
    Array.from({ length: count }, (_, n) => ({
      keyId: key.id,
      address: `198.18.${Math.floor((start + n) / 250)}.${(start + n) % 250}`,
    }));
  await makeRefusals(from(199, 0));
  expect(await othersOf(key.id)).toEqual([]);
  await makeRefusals([...from(21, 190), { keyId: other.id }]);
  expect(await groupsOf(key.id)).toHaveLength(201);
  expect(await othersOf(key.id)).toMatchObject([{ calls: 11n, lastAddress: null }]);
  await makeRefusals([...from(3, 0), ...from(5, 1_000)]);
  expect(await groupsOf(key.id)).toHaveLength(201);
  const [others] = await othersOf(key.id);
  expect(others?.calls).toBe(16n);
  expect(await db().keyRefusal.count({ where: { groupId: others?.id ?? '' } })).toBe(16);
  expect(await db().keyRefusal.count({ where: { apiKeyId: key.id } })).toBe(199 + 21 + 8);
  expect(await groupsOf(other.id)).toHaveLength(1);
});

it('counts other senders together, too, but no other causes', async () => {
  const { key } = await makeKey(await makeMember());
  const keyId = key.id;
  const code = 'SENDER_NOT_APPROVED';
  await makeRefusals(
    Array.from({ length: 250 }, (_, n) => ({ keyId, code, detail: { sender: `Sender ${n}` } })),
  );
  await makeRefusals([
    { keyId, code: 'FORBIDDEN', detail: { scope: 'balance.read' } },
    { keyId, code: 'FORBIDDEN', detail: { scope: 'messages.read' } },
  ]);
  const others = await othersOf(keyId);
  expect(others.map(({ cause, calls, detail }) => [cause, calls, detail])).toEqual(
    expect.arrayContaining([
      ['', 50n, {}],
      ['balance.read', 1n, { scope: 'balance.read' }],
      ['messages.read', 1n, { scope: 'messages.read' }],
    ]),
  );
});

it('gives calls with ended secrets 50 groups of their own', async () => {
  const { key } = await makeKey(await makeMember());
  const keyId = key.id;
  const ended = { keyId, code: 'INVALID_API_KEY', detail: { cause: 'replaced', secret: 'kd_live_****o5p6' } };
  const fromMany = Array.from({ length: 300 }, (_, n) => ({
    ...ended,
    address: `198.18.${Math.floor(n / 250)}.${n % 250}`,
  }));
  await makeRefusals(fromMany.slice(0, 150));
  await makeRefusals([...fromMany.slice(150), { keyId, address: '203.0.113.8' }]);
  await makeRefusals([{ keyId, address: '203.0.113.9' }]);
  const groups = await groupsOf(keyId);
  const own = groups.filter(({ code }) => code === 'FORBIDDEN');
  expect(own.map(({ address }) => address).sort()).toEqual(['203.0.113.8', '203.0.113.9']);
  expect(groups).toHaveLength(50 + 1 + 2);
  expect(groups.find(({ address }) => address === null)).toMatchObject({
    ...{ code: 'INVALID_API_KEY', calls: 250n },
  });
});
