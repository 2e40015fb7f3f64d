import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import { readSecuritySettings } from '@/lib/domain/workspaces/security-settings';
import { setWorkspaceAllowlist } from '@/lib/domain/workspaces/set-allowlist';
import { setContactEmail } from '@/lib/domain/workspaces/set-contact-email';
import { setLeakResponse } from '@/lib/domain/workspaces/set-leak-response';
import { setLowBalance } from '@/lib/domain/workspaces/set-low-balance';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

const OPEN = {
  allowlist: [],
  contactEmail: null,
  rateLimitCap: null,
  lowBalance: null,
  leakResponse: 'disable',
  currency: 'EUR',
};

describe.each([
  [
    'workspace.set_allowlist',
    (actor: Actor, more?: object) =>
      setWorkspaceAllowlist(actor, { allowlist: [{ network: '203.0.113.7' }], ...more }),
    { ...OPEN, allowlist: [{ network: '203.0.113.7/32', note: '' }] },
  ],
  [
    'workspace.set_contact_email',
    (actor: Actor, more?: object) => setContactEmail(actor, { contactEmail: ' Team@Example.test ', ...more }),
    { ...OPEN, contactEmail: 'team@example.test' },
  ],
  [
    'workspace.set_low_balance',
    (actor: Actor, more?: object) => setLowBalance(actor, { lowBalance: '12.50', ...more }),
    { ...OPEN, lowBalance: '12.5' },
  ],
  [
    'workspace.set_leak_response',
    (actor: Actor, more?: object) => setLeakResponse(actor, { leakResponse: 'tell', ...more }),
    { ...OPEN, leakResponse: 'tell' },
  ],
] as const)('%s', (action, verb, after) => {
  it('changes the workspace of the actor and audits it', async () => {
    const [owner, stranger] = [await makeMember(), await makeMember()];
    expect(granted(await verb(owner))).toEqual(after);
    expect(granted(await readSecuritySettings(owner))).toEqual(after);
    expect(granted(await readSecuritySettings(stranger))).toEqual(OPEN);
    expect(
      await db().auditEvent.findMany({ where: { action, workspaceId: owner.workspaceId } }),
    ).toMatchObject([{ actorId: owner.userId, targetId: owner.workspaceId, address: owner.address }]);
  });

  it.each([
    ['admin', undefined],
    ['developer', 'FORBIDDEN'],
    ['viewer', 'FORBIDDEN'],
  ] as const)('returns to a %s: %s', async (role, code) => {
    const actor = await makeMember(role);
    const result = await verb(actor);
    expect(result.ok ? undefined : result.refusal.code).toBe(code);
    expect(granted(await readSecuritySettings(actor))).toEqual(code ? OPEN : after);
  });

  it('refuses anyone but a member, and unknown fields', async () => {
    const owner = await makeMember();
    const other = await makeMember();
    expect(await verb(SYSTEM)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    expect(await verb(owner, { workspaceId: other.workspaceId })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
  });
});

it('shows the settings only to members', async () => {
  expect(await readSecuritySettings(SYSTEM)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
  expect(granted(await readSecuritySettings(await makeMember('viewer')))).toEqual(OPEN);
});

it('needs a confirmed address before mail is sent to another one', async () => {
  const owner = await makeMember('owner', { emailVerified: false });
  expect(await setContactEmail(owner, { contactEmail: 'team@example.test' })).toMatchObject({
    refusal: { code: 'EMAIL_NOT_VERIFIED' },
  });
  granted(await setContactEmail(owner, { contactEmail: null }));
});

it.each(['nonsense', '', 'a@b', `${'a'.repeat(250)}@example.test`])(
  'refuses the address %j',
  async (contactEmail) => {
    expect(await setContactEmail(await makeMember(), { contactEmail })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { contactEmail: expect.any(String) } },
    });
  },
);

it('refuses to overwrite an allowlist that was changed since the page was shown', async () => {
  const owner = await makeMember();
  granted(await setWorkspaceAllowlist(owner, { allowlist: [{ network: '203.0.113.7' }], from: [] }));
  expect(await setWorkspaceAllowlist(owner, { allowlist: [], from: [] })).toMatchObject({
    refusal: { code: 'CONFLICT' },
  });
  expect(granted(await readSecuritySettings(owner)).allowlist).toHaveLength(1);
});

it('lets owners and admins choose the response to leaks, and audits both values', async () => {
  const owner = await makeMember();
  granted(await setLeakResponse(await makeMember('admin', owner), { leakResponse: 'tell' }));
  for (const role of ['developer', 'viewer'] as const) {
    const member = await makeMember(role, owner);
    expect(codeOf(await setLeakResponse(member, { leakResponse: 'disable' }))).toBe('FORBIDDEN');
  }
  expect(codeOf(await setLeakResponse(owner, { leakResponse: 'revoke' }))).toBe('INVALID_REQUEST');
  const event = await db().auditEvent.findFirstOrThrow({
    where: { workspaceId: owner.workspaceId, action: 'workspace.set_leak_response' },
  });
  expect(event.detail).toEqual({ from: 'disable', to: 'tell' });
});
