import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { answerRequest } from '@/lib/domain/act-requests/answer';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import { listActiveSessions } from '@/lib/domain/impersonation/active-sessions';
import { readSupportAccess } from '@/lib/domain/impersonation/read-access';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { granted } from '@/lib/testing/factories/api-keys';
import {
  impersonate,
  makeActRequest,
  makeImpersonation,
  makeStaff,
} from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

const impersonationOf = ({ id }: { id: string }) =>
  db().impersonationSession.findUniqueOrThrow({ where: { id } });
const sessions = async (actor: Actor) => granted(await listActiveSessions(actor));

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
    const { subject, impersonation, answer } = await makeActRequest();
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
