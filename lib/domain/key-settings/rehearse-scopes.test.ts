import { afterEach, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { rehearseKeyScopes } from '@/lib/domain/key-settings/rehearse-scopes';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';

const SCOPES = ['messages.send', 'messages.read', 'balance.read'];

afterEach(() => setClockOffset(0));

/** A key with the label “Shop” that is 61 days old, and sends. It read messages a month ago. */
async function makeUsedKey(environment: 'live' | 'sandbox' = 'live') {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { environment, label: 'Shop', scopes: SCOPES });
  await db().apiKey.update({
    where: { id: key.id },
    data: { createdAt: new Date(Date.now() - 61 * DAY) },
  });
  await makeCalls(key.id, [
    { operation: 'messages.send', calls: 40 },
    { operation: 'messages.send', calls: 3, daysAgo: 7 },
    { operation: 'messages.list', calls: 9, daysAgo: 30 },
    { operation: 'balance.read', calls: 5, status: 422 },
    { operation: 'account.read', calls: 2 },
  ]);
  const rehearse = async (scopes: string[]) =>
    granted(await rehearseKeyScopes(owner, { keyId: key.id, scopes }, keydesk.routes));
  return { owner, key, rehearse };
}

it('counts the calls that other scopes refuse, and finds the scopes that nothing needs', async () => {
  const { key, rehearse } = await makeUsedKey();
  expect(await rehearse(['messages.read'])).toEqual({
    calls: 42,
    refused: 40,
    refusedLive: 40,
    refusedOperations: [{ operation: 'messages.send', calls: 40 }],
    unused: ['balance.read'],
    confirmation: 'Shop',
    ownNetwork: '192.0.2.1/32',
  });
  expect(await rehearse(['*'])).toMatchObject({ calls: 42, refused: 0, confirmation: null });
  expect(await rehearse(['messages.send'])).toMatchObject({ refused: 0 });
  await db().apiKey.update({
    where: { id: key.id },
    data: { createdAt: new Date(), disabledAt: new Date() },
  });
  expect(await rehearse(['messages.read'])).toMatchObject({ calls: 0, refused: 0, unused: [] });
});

it('calls no scope unused that was added in the last 60 days', async () => {
  const { owner, key, rehearse } = await makeUsedKey();
  const change = async (scopes: string[]) =>
    granted(await changeScopes(owner, { keyId: key.id, scopes }, keydesk.keys, keydesk.routes));
  await change(['messages.send', 'messages.read']);
  await change(SCOPES);
  expect((await rehearse(SCOPES)).unused).toEqual([]);
  setClockOffset(61 * DAY);
  expect((await rehearse(SCOPES)).unused).toEqual(SCOPES);
});

it('counts the scopes that a key hands on to others as needed, and their creation as refused without', async () => {
  const { owner, key, rehearse } = await makeUsedKey();
  const scopes = ['keys.manage', ...SCOPES];
  await db().apiKey.update({ where: { id: key.id }, data: { scopes } });
  const { key: child } = await makeKey(owner, { scopes: ['balance.read'] });
  await db().apiKey.update({ where: { id: child.id }, data: { createdByKeyId: key.id } });
  await makeCalls(key.id, [{ operation: 'api-keys.create', calls: 2 }]);
  expect((await rehearse(scopes)).unused).toEqual([]);
  expect(await rehearse(['keys.manage', 'messages.send'])).toMatchObject({
    refused: 1,
    refusedOperations: [{ operation: 'api-keys.create', calls: 1 }],
    confirmation: 'Shop',
  });
  expect(await rehearse(['messages.send', 'balance.read'])).toMatchObject({ refused: 2 });
  const old = { createdAt: new Date(Date.now() - 61 * DAY) };
  await db().apiKey.update({ where: { id: child.id }, data: old });
  expect((await rehearse(scopes)).unused).toEqual([]);
  expect(await rehearse(['keys.manage', 'messages.send'])).toMatchObject({ refused: 0 });
  await db().apiKey.update({ where: { id: child.id }, data: { revokedAt: new Date() } });
  expect((await rehearse(scopes)).unused).toEqual(['balance.read']);
});

it('finds no key of another workspace', async () => {
  const { key } = await makeUsedKey();
  const input = { keyId: key.id, scopes: [] };
  expect(await rehearseKeyScopes(await makeMember(), input, keydesk.routes)).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  });
  expect(await rehearseKeyScopes(SYSTEM, input, keydesk.routes)).toMatchObject({
    refusal: { code: 'FORBIDDEN' },
  });
});

it('removes a scope that live calls need only after the label was typed', async () => {
  const live = await makeUsedKey();
  const change = (key: typeof live, scopes: string[], more: object = {}) =>
    changeScopes(key.owner, { keyId: key.key.id, scopes, ...more }, keydesk.keys, keydesk.routes);
  expect(await change(live, ['messages.read'])).toMatchObject({
    refusal: { fields: { confirmation: expect.any(String) } },
  });
  granted(await change(live, ['messages.send']));
  granted(await change(live, ['messages.read'], { confirmation: 'Shop' }));
  granted(await change(await makeUsedKey('sandbox'), ['messages.read']));
});
