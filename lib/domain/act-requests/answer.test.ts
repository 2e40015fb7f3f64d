import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { answerRequest } from '@/lib/domain/act-requests/answer';
import type { Actor } from '@/lib/domain/actor';
import { listActiveSessions } from '@/lib/domain/impersonation/active-sessions';
import { granted } from '@/lib/testing/factories/api-keys';
import { impersonate, makeActRequest, rewriteImpersonation } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

const impersonationOf = ({ id }: { id: string }) =>
  db().impersonationSession.findUniqueOrThrow({ where: { id } });
const sessions = async (actor: Actor) => granted(await listActiveSessions(actor));

describe('answerRequest', () => {
  it.each([true, false])('answers with %s and audits it', async (grant) => {
    const { subject, impersonation, answer } = await makeActRequest();
    expect(await sessions(subject)).toMatchObject([
      { mode: 'view', requests: [{ kind: 'act', askedAt: answer.askedAt }] },
    ]);
    expect(granted(await answerRequest(subject, { ...answer, grant }))).toEqual({ granted: grant });
    expect(await sessions(subject)).toMatchObject([{ mode: grant ? 'act' : 'view', requests: [] }]);
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
    const { subject, impersonation, answer } = await makeActRequest();
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
    const { subject, impersonation, answer } = await makeActRequest();
    await rewriteImpersonation(impersonation.id, data);
    expect(codeOf(await answerRequest(subject, { ...answer, grant: true }))).toBe('CONFLICT');
    expect(await impersonationOf(impersonation)).toMatchObject({ actGranted: null });
  });

  it('cannot approve changes when support may only view', async () => {
    const { subject, impersonation, answer } = await makeActRequest();
    await db().workspace.update({ where: { id: subject.workspaceId }, data: { supportAccess: 'view' } });
    expect(codeOf(await answerRequest(subject, { ...answer, grant: true }))).toBe('CONFLICT');
    granted(await answerRequest(subject, { ...answer, grant: false }));
    expect(await impersonationOf(impersonation)).toMatchObject({ actGranted: false });
  });

  it('is only for owners and admins of the workspace', async () => {
    const { subject, impersonation, answer } = await makeActRequest('developer');
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
