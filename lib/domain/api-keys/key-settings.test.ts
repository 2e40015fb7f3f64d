import { describe, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { changeScopes } from '@/lib/domain/api-keys/change-scopes';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { rotateApiKey } from '@/lib/domain/api-keys/rotate';
import { setAllowlist } from '@/lib/domain/api-keys/set-allowlist';
import { setExpiry } from '@/lib/domain/api-keys/set-expiry';
import { setLimits } from '@/lib/domain/api-keys/set-limits';
import { setRateLimit } from '@/lib/domain/api-keys/set-rate-limit';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';

describe('changeScopes', () => {
  it.each([
    ['owner', ['messages.send'], ['*'], undefined],
    ['admin', ['messages.send'], ['messages.send', 'balance.read'], undefined],
    ['developer', ['messages.send', 'messages.read'], ['messages.read'], undefined],
    ['developer', ['messages.send'], ['messages.send'], undefined],
    ['developer', ['*'], ['messages.read'], undefined],
    ['developer', ['messages.send'], ['messages.send', 'balance.read'], 'FORBIDDEN'],
    ['developer', ['messages.send'], ['balance.read'], 'FORBIDDEN'],
    ['developer', ['messages.send', 'messages.read', 'balance.read'], ['*'], 'FORBIDDEN'],
  ] as const)('answers a %s who turns %o into %o with %s', async (role, before, after, code) => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { scopes: [...before] });
    const actor = await makeMember(role, { workspaceId: owner.workspaceId });
    const result = await changeScopes(actor, { keyId: key.id, scopes: after }, keydesk.keys);
    expect(result.ok ? undefined : result.refusal.code).toBe(code);
    expect(granted(await readApiKey(owner, { keyId: key.id })).scopes).toEqual(code ? before : after);
  });

  it.each([[[]], [['messages.delete']], [['*', 'messages.send']], [['messages.send', 'messages.send']]])(
    'refuses %o',
    async (scopes) => {
      const owner = await makeMember();
      const { key } = await makeKey(owner);
      expect(await changeScopes(owner, { keyId: key.id, scopes }, keydesk.keys)).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { scopes: expect.any(String) } },
      });
    },
  );
});

describe('setExpiry', () => {
  it('counts from the moment of the change, and takes an end away', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const before = Date.now();
    const { expiresAt } = granted(await setExpiry(owner, { keyId: key.id, expiry: '90d' }));
    expect(expiresAt?.getTime()).toBeGreaterThanOrEqual(before + 90 * DAY);
    expect(expiresAt?.getTime()).toBeLessThanOrEqual(Date.now() + 90 * DAY);
    expect(granted(await setExpiry(owner, { keyId: key.id, expiry: 'never' })).expiresAt).toBeNull();
  });

  it('revives a key that has expired', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { expiry: '7d' });
    setClockOffset(8 * DAY);
    expect(granted(await readApiKey(owner, { keyId: key.id })).status).toBe('expired');
    expect(granted(await setExpiry(owner, { keyId: key.id, expiry: '7d' })).status).toBe('active');
  });

  it('refuses an end that is past', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    expect(await setExpiry(owner, { keyId: key.id, expiry: new Date(Date.now() - 1) })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { expiry: expect.any(String) } },
    });
  });

  it.each(['untilRetired', '7d'] as const)('lets no old secret (%s) outlive the key', async (overlap) => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const input = { keyId: key.id };
    const { secretId } = granted(await readApiKey(owner, input));
    granted(await rotateApiKey(owner, { ...input, secretId, overlap }, keydesk.keys));
    const expiry = new Date(Date.now() + DAY);
    granted(await setExpiry(owner, { ...input, expiry }));
    const { oldSecret } = granted(await setExpiry(owner, { ...input, expiry: 'never' }));
    expect(oldSecret?.endsAt).toEqual(expiry);
  });
});

describe('disableApiKey and enableApiKey', () => {
  it('switch the key off and on, once each however often they are asked', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const input = { keyId: key.id };
    const off = await Promise.all(Array.from({ length: 5 }, () => disableApiKey(owner, input)));
    for (const result of off) expect(granted(result).status).toBe('disabled');
    const on = await Promise.all(Array.from({ length: 5 }, () => enableApiKey(owner, input)));
    for (const result of on) expect(granted(result).status).toBe('active');
    const actions = await db().auditEvent.findMany({ where: { targetId: key.id }, orderBy: { id: 'asc' } });
    expect(actions.map(({ action }) => action)).toEqual([
      'api_key.create',
      'api_key.disable',
      'api_key.enable',
    ]);
  });
});

describe('setRateLimit', () => {
  it("goes up to the workspace's cap and no further", async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    expect(granted(await setRateLimit(owner, { keyId: key.id, rateLimit: 6_000 })).rateLimit).toBe(6_000);
    for (const rateLimit of [6_001, 0, -1, 1.5, '5', Number.NaN]) {
      expect(await setRateLimit(owner, { keyId: key.id, rateLimit })).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { rateLimit: expect.any(String) } },
      });
    }
  });
});

describe('setAllowlist', () => {
  it('keeps networks in their one spelling, with their notes, and can be emptied', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const allowlist = [{ network: '2001:DB8::/32', note: 'Office' }, { network: '203.0.113.7' }];
    expect(granted(await setAllowlist(owner, { keyId: key.id, allowlist })).allowlist).toEqual([
      { network: '2001:db8::/32', note: 'Office' },
      { network: '203.0.113.7/32', note: '' },
    ]);
    expect(granted(await setAllowlist(owner, { keyId: key.id, allowlist: [] })).allowlist).toEqual([]);
  });

  it('names the entry that is wrong', async () => {
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

describe('setLimits', () => {
  it('replaces all limits: what is left out is open', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { limits: { spendPerDay: '5', countries: ['NL'] } });
    const limits = { spendPerMonth: '999999999999.999999', senders: ['Acme'] };
    expect(granted(await setLimits(owner, { keyId: key.id, limits })).limits).toEqual({
      spendPerDay: null,
      spendPerMonth: '999999999999.999999',
      countries: [],
      senders: ['Acme'],
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

describe('the senders of a key', () => {
  const change = async (owner: MemberActor, keyId: string, senders: string[], from?: object) =>
    setLimits(owner, { keyId, limits: { senders }, from });

  it('are kept in one spelling', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { limits: { senders: [' +4407911123456 ', ' H&M '] } });
    const { senders } = await db().apiKey.findUniqueOrThrow({ where: { id: key.id } });
    expect(senders).toEqual(['+447911123456', 'H&M']);
    const changed = await change(owner, key.id, ['+310612345678', '72404']);
    expect(granted(changed).limits.senders).toEqual(['+31612345678', '72404']);
  });

  it('are listed once, and exist', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    for (const [senders, field] of [
      [['+447911123456', '+4407911123456'], 'limits.senders'],
      [['Shop', ' Shop'], 'limits.senders'],
      [['Shop', '+999123456789'], 'limits.senders.1'],
      [['Shop!'], 'limits.senders.0'],
    ] as const) {
      expect(await change(owner, key.id, [...senders])).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { [field]: expect.any(String) } },
      });
    }
  });

  it('can be changed when they were stored in another spelling, or could not exist', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    await db().apiKey.update({
      where: { id: key.id },
      data: { senders: ['+4407911123456', '+447911123456', '+316'] },
    });
    const shown = granted(await readApiKey(owner, { keyId: key.id })).limits;
    expect(shown.senders).toEqual(['+447911123456', '+316']);
    const changed = await change(owner, key.id, ['+447911123456'], shown);
    expect(granted(changed).limits.senders).toEqual(['+447911123456']);
  });
});

describe('a change of a whole list', () => {
  const note = { network: '203.0.113.7/32', note: '' };
  const limits = { spendPerDay: '0.035', spendPerMonth: null, countries: ['NL'], senders: ['Acme'] };
  it.each([
    [
      'scopes',
      { scopes: ['messages.read'] },
      (owner: MemberActor, input: object) => changeScopes(owner, input, keydesk.keys),
    ],
    ['allowlist', { allowlist: [note] }, setAllowlist],
    ['limits', { limits }, setLimits],
  ] as const)(
    'of %s is refused when another changed it since the page was shown',
    async (name, change, verb) => {
      const owner = await makeMember();
      const { key } = await makeKey(owner);
      const shown = granted(await readApiKey(owner, { keyId: key.id }))[name];
      granted(await verb(owner, { keyId: key.id, ...change, from: shown }));
      const saved = granted(await readApiKey(owner, { keyId: key.id }))[name];
      expect(saved).not.toEqual(shown);
      expect(await verb(owner, { keyId: key.id, [name]: shown, from: shown })).toMatchObject({
        refusal: { code: 'CONFLICT' },
      });
      expect(granted(await readApiKey(owner, { keyId: key.id }))[name]).toEqual(saved);
      granted(await verb(owner, { keyId: key.id, [name]: shown, from: saved }));
    },
  );
});
