import { describe, expect, it } from 'vitest';
import { MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import { answerExtension } from '@/lib/domain/extension-requests/answer';
import { listActiveSessions } from '@/lib/domain/impersonation/active-sessions';
import { endSessions } from '@/lib/domain/sessions/end';
import { granted } from '@/lib/testing/factories/api-keys';
import {
  approvedBy,
  impersonate,
  makeActRequest,
  makeExtensionRequest,
  makeImpersonation,
  makeStaff,
  rewriteImpersonation,
} from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

const sessions = async (actor: Actor) => granted(await listActiveSessions(actor));

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
        reason: 'The webhook fails',
        ticket: 'T-1001',
        mode: 'view',
        requests: [],
      },
    ];
    expect(await sessions(subject)).toEqual(seen);
    expect(await sessions(impersonate(subject, impersonation))).toEqual(seen);
    expect(await sessions(await makeMember())).toEqual([]);
    expect(codeOf(await listActiveSessions(agent))).toBe('FORBIDDEN');
    expect(codeOf(await listActiveSessions(SYSTEM))).toBe('FORBIDDEN');
  });

  it('shows the request to make changes that waits for an answer, and no other', async () => {
    const { subject, impersonation, answer } = await makeActRequest();
    expect(await sessions(subject)).toMatchObject([
      { mode: 'view', requests: [{ kind: 'act', askedAt: answer.askedAt, reason: 'To fix it' }] },
    ]);
    await rewriteImpersonation(impersonation.id, { actGranted: false });
    expect(await sessions(subject)).toMatchObject([{ mode: 'view', requests: [] }]);
    await rewriteImpersonation(impersonation.id, { actGranted: null });
    await db().workspace.update({
      where: { id: subject.workspaceId },
      data: { supportActsUntil: new Date(now().getTime() + 60 * MINUTE) },
    });
    expect(await sessions(subject)).toMatchObject([{ mode: 'act', requests: [] }]);
  });

  it('shows the request for more time until it is answered, also to support that can make changes', async () => {
    const { subject, impersonation, answer } = await makeExtensionRequest();
    const requests = [{ kind: 'extension', askedAt: answer.askedAt, reason: 'To finish it' }];
    expect(await sessions(subject)).toMatchObject([{ mode: 'view', requests }]);
    await rewriteImpersonation(impersonation.id, { ...approvedBy(subject), actGranted: null });
    expect(await sessions(subject)).toMatchObject([{ requests: [{ kind: 'act' }, ...requests] }]);
    await rewriteImpersonation(impersonation.id, approvedBy(subject));
    expect(await sessions(subject)).toMatchObject([{ mode: 'act', requests }]);
    granted(await answerExtension(subject, { ...answer, grant: true }));
    expect(await sessions(subject)).toMatchObject([{ mode: 'act', requests: [] }]);
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
