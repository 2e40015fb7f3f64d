import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { answerExtension } from '@/lib/domain/extension-requests/answer';
import { askToExtend } from '@/lib/domain/extension-requests/ask';
import { endImpersonation } from '@/lib/domain/impersonation/end';
import { resolveImpersonation } from '@/lib/domain/impersonation/resolve';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { granted } from '@/lib/testing/factories/api-keys';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

describe('askToExtend', () => {
  let owner: MemberActor;
  let agent: StaffActor;
  let impersonationId: string;
  const ask = (reason = 'To finish it') => askToExtend(agent, { impersonationId, reason });
  const resolve = () => resolveImpersonation(agent, { impersonationId, subjectId: owner.userId });
  const stored = () => db().impersonationSession.findUniqueOrThrow({ where: { id: impersonationId } });
  const endsIn = async () => {
    const { startedAt, expiresAt } = await stored();
    return (expiresAt.getTime() - startedAt.getTime()) / MINUTE;
  };

  async function answer(grant: boolean) {
    const askedAt = (await stored()).extensionAskedAt?.toISOString() ?? '';
    granted(await answerExtension(owner, { impersonationId, askedAt, grant }));
  }

  beforeEach(async () => {
    owner = await makeMember();
    agent = await makeStaff();
    ({ id: impersonationId } = await makeImpersonation(agent, owner));
  });

  it('asks the customer, once at a time, and changes nothing before the answer', async () => {
    const { expiresAt } = await stored();
    granted(await ask());
    expect(codeOf(await ask())).toBe('CONFLICT');
    expect(await resolve()).toMatchObject({
      impersonation: { extensionRequest: 'open', mayExtend: true, expiresAt },
    });
    const asked = { action: 'impersonation.ask_to_extend', targetId: impersonationId };
    expect(await db().auditEvent.findMany({ where: asked })).toMatchObject([
      {
        workspaceId: owner.workspaceId,
        actorId: agent.userId,
        subjectId: owner.userId,
        impersonationId,
        detail: { reason: 'To finish it', minutes: 30 },
      },
    ]);
  });

  it('asks once when several requests arrive at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask()));
    expect(answers.filter((result) => result.ok)).toHaveLength(1);
    const asked = { action: 'impersonation.ask_to_extend', targetId: impersonationId };
    expect(await db().auditEvent.count({ where: asked })).toBe(1);
  });

  it('can be repeated after each answer, until the session lasts 2 hours', async () => {
    granted(await ask());
    await answer(false);
    expect(await endsIn()).toBe(30);
    expect(await resolve()).toMatchObject({ impersonation: { extensionRequest: 'refused' } });
    for (const minutes of [60, 90, 120]) {
      granted(await ask());
      await answer(true);
      expect(await endsIn()).toBe(minutes);
    }
    expect(await resolve()).toMatchObject({
      impersonation: { extensionRequest: 'granted', mayExtend: false },
    });
    expect(await ask()).toMatchObject({
      refusal: { code: 'CONFLICT', message: 'A support session lasts at most 2 hours.' },
    });
  });

  it('is throttled', async () => {
    for (let times = 0; times < 5; times++) {
      granted(await ask());
      await answer(false);
    }
    granted(await ask());
    await answer(false);
    expect(codeOf(await ask())).toBe('TOO_MANY_ATTEMPTS');
  });

  it('is possible while support may only view', async () => {
    granted(await setSupportAccess(owner, { access: 'view' }));
    granted(await ask());
    await answer(true);
    expect(await endsIn()).toBe(60);
  });

  it('is refused to other agents and other people, and after the end', async () => {
    const asked = { impersonationId, reason: 'Mine' };
    const { sessionId } = await makeStaff();
    await db().session.update({ where: { id: sessionId }, data: { userId: agent.userId } });
    expect(codeOf(await askToExtend(await makeStaff(), asked))).toBe('NOT_FOUND');
    expect(codeOf(await askToExtend(await makeStaff('lead'), asked))).toBe('NOT_FOUND');
    expect(codeOf(await askToExtend({ ...agent, sessionId }, asked))).toBe('NOT_FOUND');
    expect(codeOf(await askToExtend(owner, asked))).toBe('FORBIDDEN');
    expect(codeOf(await askToExtend(impersonate(owner, await stored()), asked))).toBe('NOT_FOR_SUPPORT');
    expect(codeOf(await askToExtend(await makeStaff('operator'), asked))).toBe('FORBIDDEN');
    expect(codeOf(await askToExtend(agent, { ...asked, minutes: 600 }))).toBe('INVALID_REQUEST');
    granted(await endImpersonation(owner, { impersonationId }));
    expect(codeOf(await ask())).toBe('NOT_FOUND');
    expect(await stored()).toMatchObject({ extensionAskedAt: null });
  });

  it('is refused once the time has run out, also with an open request', async () => {
    granted(await ask());
    setClockOffset(30 * MINUTE);
    expect(await resolve()).toBeNull();
    expect(codeOf(await ask())).toBe('NOT_FOUND');
    expect(await stored()).toMatchObject({ endReason: 'time', extensionGranted: null });
  });

  it('lets the session go on after its first end', async () => {
    granted(await ask());
    await answer(true);
    setClockOffset((await stored()).expiresAt.getTime() - MINUTE - Date.now());
    await db().session.update({ where: { id: agent.sessionId }, data: { lastSeenAt: now() } });
    expect(await resolve()).not.toBeNull();
    setClockOffset((await stored()).expiresAt.getTime() - Date.now());
    expect(await resolve()).toBeNull();
  });
});
