import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

describe('setAllowlist', () => {
  it('stores networks in canonical spelling with their notes, and can be emptied', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const allowlist = [{ network: '2001:DB8::/32', note: 'Office' }, { network: '203.0.113.7' }];
    expect(granted(await setAllowlist(owner, { keyId: key.id, allowlist })).allowlist).toEqual([
      { network: '2001:db8::/32', note: 'Office' },
      { network: '203.0.113.7/32', note: '' },
    ]);
    expect(granted(await setAllowlist(owner, { keyId: key.id, allowlist: [] })).allowlist).toEqual([]);
  });

  it('names the invalid entry', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const allowlist = [{ network: '203.0.113.7' }, { network: '0.0.0.0/0' }];
    expect(await setAllowlist(owner, { keyId: key.id, allowlist })).toMatchObject({
      refusal: { fields: { 'allowlist.1.network': expect.any(String) } },
    });
    const many = Array.from({ length: 101 }, (_, index) => ({ network: `203.0.113.${index}` }));
    expect(await setAllowlist(owner, { keyId: key.id, allowlist: many })).toMatchObject({
      refusal: { fields: { allowlist: expect.any(String) } },
    });
  });
});

it('changes an allowlist that was stored under older rules', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  const stored = [{ network: '0.0.0.0/32', note: '\u3164' }];
  await db().apiKey.update({ where: { id: key.id }, data: { allowlist: stored } });
  const shown = granted(await readApiKey(owner, { keyId: key.id })).allowlist;
  expect(shown).toEqual(stored);
  const changed = await setAllowlist(owner, { keyId: key.id, allowlist: [], from: shown });
  expect(granted(changed).allowlist).toEqual([]);
});
