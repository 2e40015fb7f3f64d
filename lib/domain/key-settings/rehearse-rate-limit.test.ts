import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { rehearseKeyRateLimit } from '@/lib/domain/key-settings/rehearse-rate-limit';
import { setRateLimit } from '@/lib/domain/key-settings/set-rate-limit';
import { keys } from '@/lib/profiles/keydesk/keys';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';

/** A key with the label “Shop” and a limit of 600 that is often called more than a hundred times a minute. */
async function makeUsedKey(environment: 'live' | 'sandbox' = 'live') {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { environment, label: 'Shop' });
  await db().apiKey.update({ where: { id: key.id }, data: { rateLimit: 600 } });
  await makeCalls(key.id, [
    { calls: 900, position: 1 },
    { calls: 50, position: 100 },
    { calls: 30, position: 105 },
    { calls: 10, position: 111, daysAgo: 6 },
    { calls: 1, position: 600 },
    { calls: 70, position: 111, daysAgo: 7 },
    { calls: 3, position: 601 },
    { calls: 9, position: 601, status: 429 },
  ]);
  const rehearse = async (rateLimit: number) =>
    granted(await rehearseKeyRateLimit(owner, { keyId: key.id, rateLimit }));
  return { owner, key, rehearse };
}

it('counts the successful calls of 7 days that came later in a minute than another limit allows', async () => {
  const { key, rehearse } = await makeUsedKey();
  expect(await rehearse(100)).toEqual({
    calls: 991,
    refused: 41,
    refusedLive: 41,
    isExact: true,
    status: 'active',
    unknown: 0,
    unknownLive: 0,
    confirmation: 'Shop',
    ownNetwork: '192.0.2.1/32',
  });
  expect(await rehearse(110)).toMatchObject({ refused: 11, isExact: true });
  expect(await rehearse(1)).toMatchObject({ refused: 91 });
  expect(await rehearse(600)).toMatchObject({ refused: 0, confirmation: null });
  await db().apiKey.update({ where: { id: key.id }, data: { disabledAt: new Date() } });
  expect(await rehearse(100)).toMatchObject({ calls: 0, refused: 0, unknown: 0, status: 'disabled' });
});

it('counts no calls too few for a limit within a step of positions, and leaves out those above the limit of today', async () => {
  const { key, rehearse } = await makeUsedKey();
  expect(await rehearse(104)).toMatchObject({ refused: 41, isExact: false });
  await db().apiKey.update({ where: { id: key.id }, data: { rateLimit: 107 } });
  expect(await rehearse(104)).toMatchObject({ calls: 980, refused: 30, isExact: false });
  for (const rateLimit of [107, 108])
    expect(await rehearse(rateLimit)).toMatchObject({ refused: 0, isExact: true });
});

it('asks before it lowers the limit of live calls whose positions are not known', async () => {
  const { owner, key, rehearse } = await makeUsedKey();
  await makeCalls(key.id, [{ calls: 500 }, { calls: 7, daysAgo: 7 }, { calls: 8, status: 422 }]);
  expect(await rehearse(599)).toMatchObject({ unknown: 500, confirmation: 'Shop' });
  expect(await rehearse(600)).toMatchObject({ unknown: 0, confirmation: null });
  await db().apiKeyPositionUsage.deleteMany({ where: { apiKeyId: key.id } });
  expect(await rehearse(599)).toMatchObject({ calls: 0, refused: 0, confirmation: 'Shop' });
  const input = { keyId: key.id, rateLimit: 599 };
  expect(await setRateLimit(owner, input, keys)).toMatchObject({
    refusal: { fields: { confirmation: 'Type “Shop” to confirm: live calls may stop.' } },
  });
  granted(await setRateLimit(owner, { ...input, confirmation: 'Shop' }, keys));
  const sandbox = await makeUsedKey('sandbox');
  await makeCalls(sandbox.key.id, [{ calls: 500 }]);
  expect(await sandbox.rehearse(599)).toMatchObject({ unknown: 500, confirmation: null });
});

it('finds no key of another workspace', async () => {
  const { key } = await makeUsedKey();
  const input = { keyId: key.id, rateLimit: 60 };
  expect(await rehearseKeyRateLimit(await makeMember(), input)).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  });
  expect(await rehearseKeyRateLimit(SYSTEM, input)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
});

it('lowers a limit that live calls need only after the label was typed', async () => {
  const live = await makeUsedKey();
  const set = (used: typeof live, rateLimit: number, more: object = {}) =>
    setRateLimit(used.owner, { keyId: used.key.id, rateLimit, ...more }, keys);
  expect(await set(live, 100)).toMatchObject({ refusal: { fields: { confirmation: expect.any(String) } } });
  granted(await set(live, 600));
  granted(await set(live, 100, { confirmation: 'Shop' }));
  granted(await set(await makeUsedKey('sandbox'), 100));
});
