import { expect, it } from 'vitest';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { rehearseKeyScopes } from '@/lib/domain/key-settings/rehearse-scopes';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';

const SCOPES = ['messages.send', 'messages.read', 'balance.read'];

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
