import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type MemberActor, type StaffActor, SYSTEM } from '@/lib/domain/actor';
import { endImpersonation } from '@/lib/domain/impersonation/end';
import { endOverdueImpersonations } from '@/lib/domain/impersonation/end-overdue';
import { lastImpersonationOf, resolveImpersonation } from '@/lib/domain/impersonation/resolve';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { signOut } from '@/lib/domain/users/sign-out';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

describe('an impersonation session', () => {
  let owner: MemberActor;
  let agent: StaffActor;
  let impersonationId: string;
  let subjectId: string;
  let expiresAt: Date;

  const resolve = () => resolveImpersonation(agent, { impersonationId, subjectId });
  const endOf = () =>
    db().impersonationSession.findUniqueOrThrow({
      where: { id: impersonationId },
      select: { endReason: true, endedAt: true, endedById: true },
    });

  beforeEach(async () => {
    owner = await makeMember();
    agent = await makeStaff();
    ({ id: impersonationId, subjectId, expiresAt } = await makeImpersonation(agent, owner));
  });

  /** Expects that it has ended for `endReason`, that this was audited once, and that it stays over. */
  async function expectOver(endReason: string, endedById: string | null = null) {
    expect(await resolve()).toBeNull();
    expect(await resolve()).toBeNull();
    expect(await endOf()).toMatchObject({ endReason, endedById });
    const events = await db().auditEvent.findMany({
      where: { action: 'impersonation.end', targetId: impersonationId },
    });
    expect(events.map(({ workspaceId, detail }) => ({ workspaceId, detail }))).toEqual([
      { workspaceId: owner.workspaceId, detail: { endReason } },
    ]);
    expect(await lastImpersonationOf(agent)).toEqual({
      id: impersonationId,
      workspaceId: owner.workspaceId,
    });
  }

  it('is valid only for the session that started it, its agent and its member', async () => {
    const elsewhere = await makeStaff();
    const { sessionId } = elsewhere;
    const impersonation = { impersonationId, subjectId };
    expect(await resolveImpersonation({ ...agent, sessionId }, impersonation)).toBeNull();
    expect(await resolveImpersonation(elsewhere, impersonation)).toBeNull();
    expect(
      await resolveImpersonation({ ...elsewhere, sessionId: agent.sessionId }, impersonation),
    ).toBeNull();
    const admin = await makeMember('admin', { workspaceId: owner.workspaceId });
    expect(await resolveImpersonation(agent, { ...impersonation, subjectId: admin.userId })).toBeNull();
    expect(await resolve()).not.toBeNull();
  });

  it('ends when the agent exits', async () => {
    granted(await endImpersonation(agent, { impersonationId }));
    granted(await endImpersonation(agent, { impersonationId }));
    await expectOver('exit', agent.userId);
  });

  it('ends when the agent signs out', async () => {
    granted(await signOut(agent));
    await expectOver('exit', agent.userId);
  });

  it('ends exactly when its time runs out', async () => {
    setClockOffset(expiresAt.getTime() - Date.now() - 1_000);
    expect(await resolve()).not.toBeNull();
    setClockOffset(expiresAt.getTime() - Date.now());
    await expectOver('time');
    expect((await endOf()).endedAt).toEqual(expiresAt);
  });

  it.each<[string, () => Promise<{ ok: boolean }>]>([
    ['the agent exits', () => endImpersonation(agent, { impersonationId })],
    ['the agent signs out', () => signOut(agent)],
    ['the customer ends it', () => endImpersonation(owner, { impersonationId })],
    ['the customer closes the workspace to support', () => setSupportAccess(owner, { access: 'never' })],
  ])('has ended by time when %s later', async (_what, end) => {
    setClockOffset(expiresAt.getTime() - Date.now() + 1_000);
    expect((await end()).ok).toBe(true);
    await expectOver('time');
    expect((await endOf()).endedAt).toEqual(expiresAt);
  });

  it.each(['owner', 'admin', 'developer', 'viewer'] as const)(
    'ends when the customer’s %s ends it',
    async (role) => {
      const member = await makeMember(role, { workspaceId: owner.workspaceId });
      granted(await endImpersonation(member, { impersonationId }));
      await expectOver('customer', member.userId);
    },
  );

  it('ends when the customer closes the workspace to support', async () => {
    granted(await setSupportAccess(owner, { access: 'never' }));
    await expectOver('customer', owner.userId);
  });

  it('ends when a lead ends it; other agents cannot', async () => {
    const end = { impersonationId };
    expect(await endImpersonation(await makeStaff(), end)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    expect(await endImpersonation(await makeStaff('operator'), end)).toMatchObject({
      refusal: { code: 'FORBIDDEN' },
    });
    expect(await resolve()).not.toBeNull();
    const lead = await makeStaff('lead');
    granted(await endImpersonation(lead, end));
    await expectOver('lead', lead.userId);
  });

  it('cannot be ended from another workspace', async () => {
    const stranger = await makeMember();
    expect(await endImpersonation(stranger, { impersonationId })).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    expect(await resolve()).not.toBeNull();
  });

  const LOSSES: Array<[string, () => Promise<unknown>]> = [
    [
      'the agent loses the role',
      () => db().user.update({ where: { id: agent.userId }, data: { staffRole: null } }),
    ],
    [
      'the agent becomes an operator',
      () => db().user.update({ where: { id: agent.userId }, data: { staffRole: 'operator' } }),
    ],
    [
      'the agent is disabled',
      () => db().user.update({ where: { id: agent.userId }, data: { disabledAt: now() } }),
    ],
    [
      'the agent’s own session ends',
      () => db().session.update({ where: { id: agent.sessionId }, data: { endedAt: now() } }),
    ],
    ['the agent’s own session is deleted', () => db().session.delete({ where: { id: agent.sessionId } })],
    [
      'the member leaves the workspace',
      () => db().membership.deleteMany({ where: { userId: owner.userId } }),
    ],
    [
      'the member is disabled',
      () => db().user.update({ where: { id: owner.userId }, data: { disabledAt: now() } }),
    ],
  ];

  it.each(LOSSES)('ends when %s', async (_, lose) => {
    await lose();
    // Without a session no request gets this far, so the job records the end.
    await resolve();
    granted(await endOverdueImpersonations(SYSTEM));
    expect(await resolve()).toBeNull();
    expect(await endOf()).toMatchObject({ endReason: 'access', endedById: null });
  });

  it('uses the member’s current role', async () => {
    await db().membership.updateMany({ where: { userId: owner.userId }, data: { role: 'viewer' } });
    expect(await resolve()).toMatchObject({ actor: { role: 'viewer' } });
  });

  it('gets its end from the job when the agent sends no more requests', async () => {
    setClockOffset(DAY);
    granted(await endOverdueImpersonations(SYSTEM));
    setClockOffset(0);
    await expectOver('time');
  });
});
