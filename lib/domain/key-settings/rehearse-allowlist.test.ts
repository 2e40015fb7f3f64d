import { describe, expect, it } from 'vitest';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { rehearseKeyAllowlist } from '@/lib/domain/key-settings/rehearse-allowlist';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';

/** A key with the label “Shop” that two networks use. */
async function makeUsedKey(environment: 'live' | 'sandbox' = 'live') {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { environment, label: 'Shop' });
  await makeCalls(key.id, [
    { calls: 30, address: '203.0.113.7' },
    { calls: 10, address: '203.0.113.7', daysAgo: 6 },
    { calls: 500, address: '198.51.100.9', daysAgo: 7 },
    { calls: 2, address: '2001:db8::1' },
    { calls: 9, address: '192.0.2.9', status: 403 },
  ]);
  const rehearse = async (networks: string[]) =>
    granted(await rehearseKeyAllowlist(owner, { keyId: key.id, networks }));
  return { owner, key, rehearse };
}

describe('rehearseKeyAllowlist', () => {
  it('counts the successful calls of 7 days that a list refuses, with their networks', async () => {
    const { rehearse } = await makeUsedKey();
    expect(await rehearse(['2001:db8::/32'])).toEqual({
      calls: 42,
      refused: 40,
      refusedLive: 40,
      refusedNetworks: [{ network: '203.0.113.7/32', calls: 40 }],
      refusedNetworkCount: 1,
      inUse: ['203.0.113.7/32', '2001:db8::/64'],
      confirmation: 'Shop',
      ownNetwork: '192.0.2.1/32',
    });
    expect(await rehearse([])).toMatchObject({ calls: 42, refused: 0, confirmation: null });
    expect(await rehearse(['203.0.113.0/24', '2001:db8::1'])).toMatchObject({ refused: 0 });
  });

  it('leaves out calls that fail today anyway', async () => {
    const { owner, key, rehearse } = await makeUsedKey();
    const only = (network: string) => ({ allowlist: [{ network, note: '' }] });
    await db().workspace.update({ where: { id: owner.workspaceId }, data: only('203.0.113.0/24') });
    expect(await rehearse(['10.0.0.0/8'])).toMatchObject({ calls: 40, refused: 40 });
    await db().apiKey.update({ where: { id: key.id }, data: only('2001:db8::/32') });
    expect(await rehearse(['10.0.0.0/8'])).toMatchObject({ calls: 0, refused: 0 });
    await db().apiKey.update({ where: { id: key.id }, data: { allowlist: [], disabledAt: new Date() } });
    expect(await rehearse(['10.0.0.0/8'])).toMatchObject({ calls: 0 });
    await db().apiKey.update({
      where: { id: key.id },
      data: { disabledAt: null, expiresAt: new Date(Date.now() - DAY) },
    });
    expect(await rehearse(['10.0.0.0/8'])).toMatchObject({ calls: 0 });
  });

  it('judges the known addresses of an IPv6 network one by one, and the others by the whole network', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { environment: 'live' });
    const from = (...hosts: number[]) =>
      makeCalls(
        key.id,
        hosts.map((host) => ({ calls: 1, address: `2001:db8::${host}` })),
      );
    const rehearse = async (network: string) =>
      granted(await rehearseKeyAllowlist(owner, { keyId: key.id, networks: [network] }));
    await from(11, 12);
    expect(await rehearse('2001:db8::11')).toMatchObject({
      calls: 2,
      refused: 1,
      refusedNetworks: [{ network: '2001:db8::/64', calls: 1 }],
    });
    await from(...Array.from({ length: 20 }, (_, index) => 11 + index));
    expect(await rehearse('2001:db8::/120')).toMatchObject({ calls: 22, refused: 4 });
    expect(await rehearse('2001:db8::/64')).toMatchObject({ calls: 22, refused: 0 });
    const allowlist = [{ network: '2001:db8::11/128', note: '' }];
    await db().apiKey.update({ where: { id: key.id }, data: { allowlist } });
    expect(await rehearse('10.0.0.0/8')).toMatchObject({ calls: 6, refused: 6 });
  });

  it('finds no key of another workspace', async () => {
    const { key } = await makeUsedKey();
    const input = { keyId: key.id, networks: [] };
    expect(await rehearseKeyAllowlist(await makeMember(), input)).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    expect(await rehearseKeyAllowlist(SYSTEM, input)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
  });
});

describe('setAllowlist', () => {
  const OTHER = [{ network: '10.0.0.0/8' }];

  it('stops live calls only after the label was typed', async () => {
    const { owner, key } = await makeUsedKey();
    const set = (more: object) => setAllowlist(owner, { keyId: key.id, allowlist: OTHER, ...more });
    for (const more of [{}, { confirmation: '' }, { confirmation: 'shop' }]) {
      expect(await set(more)).toMatchObject({ refusal: { fields: { confirmation: expect.any(String) } } });
    }
    expect((await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).allowlist).toEqual([]);
    expect(granted(await set({ confirmation: ' Shop ' })).allowlist).toHaveLength(1);
    // The calls fail already, so nothing more stops.
    granted(await setAllowlist(owner, { keyId: key.id, allowlist: [{ network: '172.16.0.0/12' }] }));
  });

  it('asks for nothing where no live call stops', async () => {
    const live = await makeUsedKey();
    const allowlist = [{ network: '203.0.113.7' }, { network: '2001:db8::/64' }];
    granted(await setAllowlist(live.owner, { keyId: live.key.id, allowlist }));
    const sandbox = await makeUsedKey('sandbox');
    granted(await setAllowlist(sandbox.owner, { keyId: sandbox.key.id, allowlist: OTHER }));
  });
});
