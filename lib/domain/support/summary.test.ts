import { beforeAll, expect, it } from 'vitest';
import { MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { StaffActor } from '@/lib/domain/actor';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { readSummary } from '@/lib/domain/support/summary';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { makeRefusals } from '@/lib/testing/factories/refusals';
import { giveMoney } from '@/lib/testing/factories/wallet';

let agent: StaffActor;

beforeAll(async () => {
  agent = await makeStaff('operator');
});

const refusal = (keyId: string, minutesAgo: number) => ({
  keyId,
  at: new Date(now().getTime() - minutesAgo * MINUTE),
  code: 'FORBIDDEN',
  operation: 'messages.send',
  address: '203.0.113.7',
  requestId: `req_${minutesAgo}`,
  detail: {},
});

it('shows members, keys by state, refusals, balances and support sessions of this workspace only', async () => {
  const [owner, stranger] = [await makeMember(), await makeMember()];
  const { workspaceId } = owner;
  const viewer = await makeMember('viewer', { workspaceId, emailVerified: false });
  await giveMoney(workspaceId, 12_500_000n, 'live');
  const keys = [await makeKey(owner), await makeKey(owner), await makeKey(owner), await makeKey(owner)];
  const [active, disabled, revoked, expired] = keys.map(({ key }) => key.id);
  if (!active || !disabled || !revoked || !expired) throw new Error('Not four keys.');
  granted(await disableApiKey(owner, { keyId: disabled }));
  granted(await revokeApiKey(owner, { keyId: revoked }));
  await db().apiKey.update({ where: { id: expired }, data: { expiresAt: now() } });
  const foreign = await makeKey(stranger);
  await makeRefusals([
    refusal(active, 30),
    refusal(active, 40),
    refusal(disabled, 10),
    refusal(active, 20),
    refusal(foreign.key.id, 5),
  ]);
  const impersonation = await makeImpersonation(await makeStaff(), owner);
  await makeImpersonation(await makeStaff(), stranger);

  const summary = granted(await readSummary(agent, { workspaceId }));
  expect(summary).toMatchObject({
    workspace: { id: workspaceId, name: 'Test workspace', suspendedAt: null, closedAt: null },
    access: { access: 'ask', actsUntil: null },
    balance: { live: { amount: 12_500_000n, currency: 'EUR' }, sandbox: { amount: 0n, currency: 'EUR' } },
    memberCount: 2,
    keys: {
      live: { active: 0, disabled: 0, expired: 0, revoked: 0 },
      sandbox: { active: 1, disabled: 1, expired: 1, revoked: 1 },
    },
  });
  expect(summary.members.map(({ userId, role, emailVerified }) => [userId, role, emailVerified])).toEqual([
    [owner.userId, 'owner', true],
    [viewer.userId, 'viewer', false],
  ]);
  expect(summary.refusals[0]?.advice).toContain('The key lacks a scope');
  expect(summary.refusals.map(({ requestId, key, calls }) => [requestId, key.id, calls])).toEqual([
    ['req_10', disabled, 1],
    ['req_20', active, 3],
  ]);
  expect(summary.refusals[1]).toMatchObject({ address: '203.0.113.7', resolved: null, simulated: false });
  expect(summary.impersonations.map(({ id }) => id)).toEqual([impersonation.id]);
});

it('lists the requested member next to the first hundred, and nobody of another workspace', async () => {
  const [owner, stranger] = [await makeMember(), await makeMember()];
  const { workspaceId } = owner;
  await Promise.all(Array.from({ length: 100 }, () => makeMember('developer', { workspaceId })));
  const last = await makeMember('viewer', { workspaceId });
  const listed = async (memberId: string) => {
    const summary = granted(await readSummary(agent, { workspaceId, memberId }));
    return [summary.memberCount, summary.members.map(({ userId }) => userId)] as const;
  };
  const [count, ids] = await listed(last.userId);
  expect([count, ids.length, ids[0], ids[1]]).toEqual([102, 101, last.userId, owner.userId]);
  for (const { userId } of [owner, stranger]) expect((await listed(userId))[1]).toHaveLength(100);
});

it('shows the ten causes of refusals with the latest calls', async () => {
  const owner = await makeMember();
  const [first, second] = [await makeKey(owner), await makeKey(owner)];
  await makeRefusals(
    Array.from({ length: 24 }, (_, n) => ({
      ...refusal(n % 2 ? first.key.id : second.key.id, 60 - n),
      address: `203.0.113.${n}`,
    })),
  );
  const { refusals } = granted(await readSummary(agent, { workspaceId: owner.workspaceId }));
  expect(refusals.map(({ requestId }) => requestId)).toEqual(
    Array.from({ length: 10 }, (_, n) => `req_${37 + n}`),
  );
});

it('never shows a secret or its hash', async () => {
  const owner = await makeMember();
  const { secret } = await makeKey(owner);
  const summary = granted(await readSummary(agent, { workspaceId: owner.workspaceId }));
  const told = JSON.stringify(summary, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  expect(told).not.toContain(secret.slice(-10));
  expect(told).not.toMatch(/"\w*hash\w*":/i);
});

it('is audited, also for the customer', async () => {
  const { workspaceId } = await makeMember();
  granted(await readSummary(agent, { workspaceId }));
  expect(await db().auditEvent.findMany({ where: { workspaceId } })).toMatchObject([
    { actorKind: 'staff', actorId: agent.userId, action: 'support.read_summary', targetId: workspaceId },
  ]);
});

it('is audited once per look: for each agent, address and quarter of an hour', async () => {
  const { workspaceId } = await makeMember();
  const looks = () => db().auditEvent.count({ where: { workspaceId, action: 'support.read_summary' } });
  const read = async (actor: StaffActor) => granted(await readSummary(actor, { workspaceId }));
  for (let times = 0; times < 3; times += 1) await read(agent);
  expect(await looks()).toBe(1);
  await read(await makeStaff());
  expect(await looks(), 'another agent').toBe(2);
  await read({ ...agent, address: '192.0.2.98' });
  expect(await looks(), 'another address').toBe(3);
  setClockOffset(16 * MINUTE);
  await read(agent);
  expect(await looks(), 'later').toBe(4);
});

it('refuses unknown workspaces and anyone but staff, and audits none of it', async () => {
  const owner = await makeMember();
  const { workspaceId } = owner;
  const impersonation = await makeImpersonation(await makeStaff(), owner);
  const code = async (...[actor, input]: Parameters<typeof readSummary>) => {
    const result = await readSummary(actor, input);
    return result.ok ? 'OK' : result.refusal.code;
  };
  expect(await code(agent, { workspaceId: 'ws_unknown' })).toBe('NOT_FOUND');
  expect(await code(agent, { workspaceId, role: 'lead' })).toBe('INVALID_REQUEST');
  expect(await code(owner, { workspaceId })).toBe('FORBIDDEN');
  expect(await code(impersonate(owner, impersonation), { workspaceId })).toBe('NOT_FOR_SUPPORT');
  expect(await db().auditEvent.count({ where: { workspaceId } })).toBe(0);
});
