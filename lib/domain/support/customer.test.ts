import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import { endSessions } from '@/lib/domain/sessions/end';
import { answerRequest } from '@/lib/domain/support/answer-request';
import { readSupportAccess } from '@/lib/domain/support/read-access';
import { readPresence } from '@/lib/domain/support/read-presence';
import { setSupportAccess } from '@/lib/domain/support/set-access';
import { granted } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { impersonate, makeStaff, makeVisit, rewriteVisit } from '@/lib/testing/visits';

const code = (result: { ok: boolean; refusal?: { code: string } }) => result.refusal?.code;
const visitOf = ({ id }: { id: string }) => db().supportVisit.findUniqueOrThrow({ where: { id } });
const presence = async (actor: Actor) => granted(await readPresence(actor));

async function asks(role: Parameters<typeof makeMember>[0] = 'owner') {
  const subject = await makeMember(role);
  const visit = await makeVisit(await makeStaff(), subject, { actAskedAt: now(), actReason: 'To mend it' });
  return { subject, visit, answer: { visitId: visit.id, askedAt: visit.actAskedAt?.toISOString() } };
}

describe('setSupportAccess', () => {
  it.each([
    ['never', { access: 'never', actsUntil: null }],
    ['view', { access: 'view', actsUntil: null }],
    ['ask', { access: 'ask', actsUntil: null }],
  ] as const)('sets %s, and says who did it', async (access, after) => {
    const [owner, stranger] = [await makeMember(), await makeMember()];
    expect(granted(await setSupportAccess(owner, { access }))).toEqual(after);
    expect(granted(await readSupportAccess(owner))).toEqual(after);
    expect(granted(await readSupportAccess(stranger))).toEqual({ access: 'ask', actsUntil: null });
    expect(await db().auditEvent.findMany({ where: { workspaceId: owner.workspaceId } })).toMatchObject([
      {
        action: 'support.set_access',
        actorId: owner.userId,
        detail: { from: { access: 'ask' }, to: { access } },
      },
    ]);
  });

  it.each([
    ['hour', HOUR],
    ['day', DAY],
  ] as const)('lets support act for one %s, and no longer', async (access, ms) => {
    const owner = await makeMember();
    await makeVisit(await makeStaff(), owner, { expiresAt: new Date(now().getTime() + 2 * DAY) });
    await db().session.updateMany({ data: { expiresAt: new Date(now().getTime() + 9 * DAY) } });
    expect(await presence(owner)).toMatchObject([{ mode: 'view' }]);
    const { actsUntil } = granted(await setSupportAccess(owner, { access }));
    expect(Math.abs((actsUntil?.getTime() ?? 0) - now().getTime() - ms)).toBeLessThan(MINUTE);
    expect(await presence(owner)).toMatchObject([{ mode: 'act' }]);
    setClockOffset(ms + MINUTE);
    expect(granted(await readSupportAccess(owner))).toEqual({ access: 'ask', actsUntil: null });
    expect(await presence(owner)).toMatchObject([{ mode: 'view' }]);
  });

  it('stops acting without asking at once', async () => {
    const owner = await makeMember();
    await makeVisit(await makeStaff(), owner);
    granted(await setSupportAccess(owner, { access: 'day' }));
    granted(await setSupportAccess(owner, { access: 'ask' }));
    expect(await presence(owner)).toMatchObject([{ mode: 'view' }]);
  });

  it('ends the visits that go on when nobody may come in, and no others', async () => {
    const owner = await makeMember();
    const visit = await makeVisit(await makeStaff(), owner);
    const over = await makeVisit(await makeStaff(), owner, { endedAt: now(), end: 'exit' });
    const elsewhere = await makeVisit(await makeStaff(), await makeMember());
    granted(await setSupportAccess(owner, { access: 'never' }));
    expect(await visitOf(visit)).toMatchObject({ end: 'customer', endedById: owner.userId });
    expect(await visitOf(over)).toMatchObject({ end: 'exit', endedById: null });
    expect(await visitOf(elsewhere)).toMatchObject({ endedAt: null });
    expect(await db().auditEvent.findMany({ where: { action: 'support.end_visit' } })).toMatchObject([
      { targetId: visit.id, actorId: owner.userId },
    ]);
    expect(await presence(owner)).toEqual([]);
  });

  it('takes back what was granted when support may only look', async () => {
    const { subject, visit, answer } = await asks();
    granted(await answerRequest(subject, { ...answer, grant: true }));
    const other = await makeVisit(await makeStaff(), subject, { actAskedAt: now() });
    granted(await setSupportAccess(subject, { access: 'view' }));
    granted(await setSupportAccess(subject, { access: 'ask' }));
    for (const each of [visit, other])
      expect(await visitOf(each)).toMatchObject({ actGranted: false, endedAt: null });
    expect(await presence(subject)).toMatchObject([{ mode: 'view' }, { mode: 'view' }]);
  });

  it('is for owners and admins alone', async () => {
    const owner = await makeMember();
    const { workspaceId } = owner;
    const choose = (actor: Actor) => setSupportAccess(actor, { access: 'never' });
    const agent = await makeStaff();
    const visit = await makeVisit(agent, owner);
    for (const actor of [
      await makeMember('developer', { workspaceId }),
      await makeMember('viewer', { workspaceId }),
      agent,
      SYSTEM,
    ]) {
      expect(code(await choose(actor))).toBe('FORBIDDEN');
    }
    expect(code(await choose(impersonate(owner, visit, 'act')))).toBe('NOT_FOR_SUPPORT');
    expect(code(await setSupportAccess(owner, { access: 'always' }))).toBe('INVALID_REQUEST');
    expect(code(await setSupportAccess(owner, { access: 'view', workspaceId }))).toBe('INVALID_REQUEST');
    expect(granted(await readSupportAccess(owner)).access).toBe('ask');
    granted(await choose(await makeMember('admin', { workspaceId })));
  });
});

describe('answerRequest', () => {
  it.each([true, false])('answers with %s, and says who did it', async (grant) => {
    const { subject, visit, answer } = await asks();
    expect(await presence(subject)).toMatchObject([{ mode: 'view', asks: true }]);
    expect(granted(await answerRequest(subject, { ...answer, grant }))).toEqual({ granted: grant });
    expect(await presence(subject)).toMatchObject([{ mode: grant ? 'act' : 'view', asks: false }]);
    expect(await visitOf(visit)).toMatchObject({ actGranted: grant, actAnsweredById: subject.userId });
    expect(await db().auditEvent.findMany({ where: { targetId: visit.id } })).toMatchObject([
      { action: grant ? 'support.grant_request' : 'support.refuse_request', actorId: subject.userId },
    ]);
  });

  it('takes one of many answers at once', async () => {
    const { subject, visit, answer } = await asks();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => answerRequest(subject, { ...answer, grant: n % 2 === 0 })),
    );
    expect(answers.filter((result) => result.ok)).toHaveLength(1);
    expect(answers.filter((result) => code(result) === 'CONFLICT')).toHaveLength(7);
    expect(await db().auditEvent.count({ where: { targetId: visit.id } })).toBe(1);
  });

  it.each([
    ['a request that was never made', { actAskedAt: null }],
    ['a request that has become another', { actAskedAt: new Date('2026-01-01') }],
    ['a visit that is over', { endedAt: new Date(), end: 'exit' }],
    ['a visit whose time is over', { expiresAt: new Date('2026-01-01') }],
    ['a visit whose agent is signed out', { agentSessionId: null }],
  ] as const)('refuses to answer %s', async (_, data) => {
    const { subject, visit, answer } = await asks();
    await rewriteVisit(visit.id, data);
    expect(code(await answerRequest(subject, { ...answer, grant: true }))).toBe('CONFLICT');
    expect(await visitOf(visit)).toMatchObject({ actGranted: null });
  });

  it('cannot grant what the workspace rules out', async () => {
    const { subject, visit, answer } = await asks();
    await db().workspace.update({ where: { id: subject.workspaceId }, data: { supportAccess: 'view' } });
    expect(code(await answerRequest(subject, { ...answer, grant: true }))).toBe('CONFLICT');
    granted(await answerRequest(subject, { ...answer, grant: false }));
    expect(await visitOf(visit)).toMatchObject({ actGranted: false });
  });

  it('is for owners and admins of the workspace alone', async () => {
    const { subject, visit, answer } = await asks('developer');
    const { workspaceId } = subject;
    const yes = { ...answer, grant: true };
    expect(code(await answerRequest(subject, yes))).toBe('FORBIDDEN');
    expect(code(await answerRequest(await makeMember(), yes))).toBe('NOT_FOUND');
    const owner = await makeMember('owner', { workspaceId });
    expect(code(await answerRequest(impersonate(owner, visit, 'act'), yes))).toBe('NOT_FOR_SUPPORT');
    expect(code(await answerRequest(owner, { ...yes, workspaceId }))).toBe('INVALID_REQUEST');
    granted(await answerRequest(await makeMember('admin', { workspaceId }), yes));
  });
});

describe('readPresence', () => {
  it('tells every role of its own workspace who is in', async () => {
    const subject = await makeMember('viewer');
    const agent = await makeStaff('lead', { name: 'Grace Hopper', team: 'Payments' });
    const visit = await makeVisit(agent, subject);
    const seen = [
      {
        visitId: visit.id,
        agent: { name: 'Grace Hopper', team: 'Payments' },
        subject: 'Test viewer',
        mode: 'view',
        expiresAt: visit.expiresAt,
        asks: false,
      },
    ];
    expect(await presence(subject)).toEqual(seen);
    expect(await presence(impersonate(subject, visit))).toEqual(seen);
    expect(await presence(await makeMember())).toEqual([]);
    expect(code(await readPresence(agent))).toBe('FORBIDDEN');
    expect(code(await readPresence(SYSTEM))).toBe('FORBIDDEN');
  });

  it.each([
    ['its time is over', async () => setClockOffset(31 * MINUTE)],
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
    'says no more of a visit once %s',
    async (_, happens) => {
      const [subject, agent] = [await makeMember(), await makeStaff()];
      await makeVisit(agent, subject);
      expect(await presence(subject)).toHaveLength(1);
      await happens(agent);
      expect(await presence(subject)).toEqual([]);
    },
  );
});
