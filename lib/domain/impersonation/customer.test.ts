import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import { listActiveSessions } from '@/lib/domain/impersonation/active-sessions';
import { answerRequest } from '@/lib/domain/impersonation/answer-request';
import { readSupportAccess } from '@/lib/domain/impersonation/read-access';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { endSessions } from '@/lib/domain/sessions/end';
import { granted } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { impersonate, makeImpersonation, makeStaff, rewriteImpersonation } from '@/lib/testing/impersonation';
import { codeOf } from '@/lib/testing/results';

const impersonationOf = ({ id }: { id: string }) =>
  db().impersonationSession.findUniqueOrThrow({ where: { id } });
const sessions = async (actor: Actor) => granted(await listActiveSessions(actor));

async function asks(role: Parameters<typeof makeMember>[0] = 'owner') {
  const subject = await makeMember(role);
  const impersonation = await makeImpersonation(await makeStaff(), subject, {
    actAskedAt: now(),
    actReason: 'To fix it',
  });
  return {
    subject,
    impersonation,
    answer: { impersonationId: impersonation.id, askedAt: impersonation.actAskedAt?.toISOString() },
  };
}

describe('setSupportAccess', () => {
  it.each([
    ['never', { access: 'never', actsUntil: null }],
    ['view', { access: 'view', actsUntil: null }],
    ['ask', { access: 'ask', actsUntil: null }],
  ] as const)('sets %s and audits it', async (access, after) => {
    const [owner, stranger] = [await makeMember(), await makeMember()];
    expect(granted(await setSupportAccess(owner, { access }))).toEqual(after);
    expect(granted(await readSupportAccess(owner))).toEqual(after);
    expect(granted(await readSupportAccess(stranger))).toEqual({ access: 'ask', actsUntil: null });
    expect(await db().auditEvent.findMany({ where: { workspaceId: owner.workspaceId } })).toMatchObject([
      {
        action: 'impersonation.set_access',
        actorId: owner.userId,
        detail: { from: { access: 'ask' }, to: { access } },
      },
    ]);
  });

  it.each([
    ['hour', HOUR],
    ['day', DAY],
  ] as const)('lets support make changes for one %s, and no longer', async (access, ms) => {
    const owner = await makeMember();
    await makeImpersonation(await makeStaff(), owner, { expiresAt: new Date(now().getTime() + 2 * DAY) });
    await db().session.updateMany({ data: { expiresAt: new Date(now().getTime() + 9 * DAY) } });
    expect(await sessions(owner)).toMatchObject([{ mode: 'view' }]);
    const { actsUntil } = granted(await setSupportAccess(owner, { access }));
    expect(Math.abs((actsUntil?.getTime() ?? 0) - now().getTime() - ms)).toBeLessThan(MINUTE);
    expect(await sessions(owner)).toMatchObject([{ mode: 'act' }]);
    setClockOffset(ms + MINUTE);
    expect(granted(await readSupportAccess(owner))).toEqual({ access: 'ask', actsUntil: null });
    expect(await sessions(owner)).toMatchObject([{ mode: 'view' }]);
  });

  it('stops pre-approved changes at once', async () => {
    const owner = await makeMember();
    await makeImpersonation(await makeStaff(), owner);
    granted(await setSupportAccess(owner, { access: 'day' }));
    granted(await setSupportAccess(owner, { access: 'ask' }));
    expect(await sessions(owner)).toMatchObject([{ mode: 'view' }]);
  });

  it('ends the open sessions of the workspace when support loses access', async () => {
    const owner = await makeMember();
    const impersonation = await makeImpersonation(await makeStaff(), owner);
    const ended = await makeImpersonation(await makeStaff(), owner, { endedAt: now(), endReason: 'exit' });
    const elsewhere = await makeImpersonation(await makeStaff(), await makeMember());
    granted(await setSupportAccess(owner, { access: 'never' }));
    expect(await impersonationOf(impersonation)).toMatchObject({
      endReason: 'customer',
      endedById: owner.userId,
    });
    expect(await impersonationOf(ended)).toMatchObject({ endReason: 'exit', endedById: null });
    expect(await impersonationOf(elsewhere)).toMatchObject({ endedAt: null });
    expect(await db().auditEvent.findMany({ where: { action: 'impersonation.end' } })).toMatchObject([
      { targetId: impersonation.id, actorId: owner.userId },
    ]);
    expect(await sessions(owner)).toEqual([]);
  });

  it('withdraws approvals when support may only view', async () => {
    const { subject, impersonation, answer } = await asks();
    granted(await answerRequest(subject, { ...answer, grant: true }));
    const other = await makeImpersonation(await makeStaff(), subject, { actAskedAt: now() });
    granted(await setSupportAccess(subject, { access: 'view' }));
    granted(await setSupportAccess(subject, { access: 'ask' }));
    for (const each of [impersonation, other])
      expect(await impersonationOf(each)).toMatchObject({ actGranted: false, endedAt: null });
    expect(await sessions(subject)).toMatchObject([{ mode: 'view' }, { mode: 'view' }]);
  });

  it('is only for owners and admins', async () => {
    const owner = await makeMember();
    const { workspaceId } = owner;
    const choose = (actor: Actor) => setSupportAccess(actor, { access: 'never' });
    const agent = await makeStaff();
    const impersonation = await makeImpersonation(agent, owner);
    for (const actor of [
      await makeMember('developer', { workspaceId }),
      await makeMember('viewer', { workspaceId }),
      agent,
      SYSTEM,
    ]) {
      expect(codeOf(await choose(actor))).toBe('FORBIDDEN');
    }
    expect(codeOf(await choose(impersonate(owner, impersonation, 'act')))).toBe('NOT_FOR_SUPPORT');
    expect(codeOf(await setSupportAccess(owner, { access: 'always' }))).toBe('INVALID_REQUEST');
    expect(codeOf(await setSupportAccess(owner, { access: 'view', workspaceId }))).toBe('INVALID_REQUEST');
    expect(granted(await readSupportAccess(owner)).access).toBe('ask');
    granted(await choose(await makeMember('admin', { workspaceId })));
  });
});

describe('answerRequest', () => {
  it.each([true, false])('answers with %s and audits it', async (grant) => {
    const { subject, impersonation, answer } = await asks();
    expect(await sessions(subject)).toMatchObject([{ mode: 'view', asks: true }]);
    expect(granted(await answerRequest(subject, { ...answer, grant }))).toEqual({ granted: grant });
    expect(await sessions(subject)).toMatchObject([{ mode: grant ? 'act' : 'view', asks: false }]);
    expect(await impersonationOf(impersonation)).toMatchObject({
      actGranted: grant,
      actAnsweredById: subject.userId,
    });
    expect(await db().auditEvent.findMany({ where: { targetId: impersonation.id } })).toMatchObject([
      {
        action: grant ? 'impersonation.grant_request' : 'impersonation.refuse_request',
        actorId: subject.userId,
      },
    ]);
  });

  it('accepts one of several simultaneous answers', async () => {
    const { subject, impersonation, answer } = await asks();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => answerRequest(subject, { ...answer, grant: n % 2 === 0 })),
    );
    expect(answers.filter((result) => result.ok)).toHaveLength(1);
    expect(answers.filter((result) => codeOf(result) === 'CONFLICT')).toHaveLength(7);
    expect(await db().auditEvent.count({ where: { targetId: impersonation.id } })).toBe(1);
  });

  it.each([
    ['a request that was never made', { actAskedAt: null }],
    ['a request that was replaced by another', { actAskedAt: new Date('2026-01-01') }],
    ['a session that has ended', { endedAt: new Date(), endReason: 'exit' }],
    ['a session whose time ran out', { expiresAt: new Date('2026-01-01') }],
    ['a session whose agent is signed out', { agentSessionId: null }],
  ] as const)('refuses to answer %s', async (_, data) => {
    const { subject, impersonation, answer } = await asks();
    await rewriteImpersonation(impersonation.id, data);
    expect(codeOf(await answerRequest(subject, { ...answer, grant: true }))).toBe('CONFLICT');
    expect(await impersonationOf(impersonation)).toMatchObject({ actGranted: null });
  });

  it('cannot approve changes when support may only view', async () => {
    const { subject, impersonation, answer } = await asks();
    await db().workspace.update({ where: { id: subject.workspaceId }, data: { supportAccess: 'view' } });
    expect(codeOf(await answerRequest(subject, { ...answer, grant: true }))).toBe('CONFLICT');
    granted(await answerRequest(subject, { ...answer, grant: false }));
    expect(await impersonationOf(impersonation)).toMatchObject({ actGranted: false });
  });

  it('is only for owners and admins of the workspace', async () => {
    const { subject, impersonation, answer } = await asks('developer');
    const { workspaceId } = subject;
    const yes = { ...answer, grant: true };
    expect(codeOf(await answerRequest(subject, yes))).toBe('FORBIDDEN');
    expect(codeOf(await answerRequest(await makeMember(), yes))).toBe('NOT_FOUND');
    const owner = await makeMember('owner', { workspaceId });
    expect(codeOf(await answerRequest(impersonate(owner, impersonation, 'act'), yes))).toBe(
      'NOT_FOR_SUPPORT',
    );
    expect(codeOf(await answerRequest(owner, { ...yes, workspaceId }))).toBe('INVALID_REQUEST');
    granted(await answerRequest(await makeMember('admin', { workspaceId }), yes));
  });
});

describe('listActiveSessions', () => {
  it('shows the open sessions to every role of the workspace', async () => {
    const subject = await makeMember('viewer');
    const agent = await makeStaff('lead', { name: 'Grace Hopper', team: 'Payments' });
    const impersonation = await makeImpersonation(agent, subject);
    const seen = [
      {
        impersonationId: impersonation.id,
        agent: { name: 'Grace Hopper', team: 'Payments' },
        subject: 'Test viewer',
        mode: 'view',
        expiresAt: impersonation.expiresAt,
        asks: false,
      },
    ];
    expect(await sessions(subject)).toEqual(seen);
    expect(await sessions(impersonate(subject, impersonation))).toEqual(seen);
    expect(await sessions(await makeMember())).toEqual([]);
    expect(codeOf(await listActiveSessions(agent))).toBe('FORBIDDEN');
    expect(codeOf(await listActiveSessions(SYSTEM))).toBe('FORBIDDEN');
  });

  it.each([
    ['its time runs out', async () => setClockOffset(31 * MINUTE)],
    ['its agent signs out', ({ sessionId }) => db().$transaction((tx) => endSessions(tx, { id: sessionId }))],
    [
      'its agent is disabled',
      ({ userId }) => db().user.update({ where: { id: userId }, data: { disabledAt: now() } }),
    ],
    [
      'its agent loses the role',
      ({ userId }) => db().user.update({ where: { id: userId }, data: { staffRole: null } }),
    ],
    [
      'its agent becomes an operator',
      ({ userId }) => db().user.update({ where: { id: userId }, data: { staffRole: 'operator' } }),
    ],
  ] as Array<[string, (agent: { sessionId: string; userId: string }) => Promise<unknown>]>)(
    'no longer shows a session once %s',
    async (_, happens) => {
      const [subject, agent] = [await makeMember(), await makeStaff()];
      await makeImpersonation(agent, subject);
      expect(await sessions(subject)).toHaveLength(1);
      await happens(agent);
      expect(await sessions(subject)).toEqual([]);
    },
  );
});
