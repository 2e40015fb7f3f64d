import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { answerRequest } from '@/lib/domain/act-requests/answer';
import { askToAct } from '@/lib/domain/act-requests/ask';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { endImpersonation } from '@/lib/domain/impersonation/end';
import { resolveImpersonation } from '@/lib/domain/impersonation/resolve';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

describe('askToAct', () => {
  let owner: MemberActor;
  let agent: StaffActor;
  let impersonationId: string;
  const ask = (reason = 'To narrow the scopes') => askToAct(agent, { impersonationId, reason });
  const resolve = () => resolveImpersonation(agent, { impersonationId, subjectId: owner.userId });

  beforeEach(async () => {
    owner = await makeMember();
    agent = await makeStaff();
    ({ id: impersonationId } = await makeImpersonation(agent, owner));
  });

  async function answer(grant: boolean) {
    const { actAskedAt } = await db().impersonationSession.findUniqueOrThrow({
      where: { id: impersonationId },
    });
    const askedAt = actAskedAt?.toISOString() ?? '';
    granted(await answerRequest(owner, { impersonationId, askedAt, grant }));
  }

  it('needs the customer’s approval, which applies until the session ends', async () => {
    granted(await ask());
    expect(await resolve()).toMatchObject({
      actor: { mode: 'view' },
      impersonation: { actRequest: 'open' },
    });
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    await answer(true);
    expect(await resolve()).toMatchObject({
      actor: { mode: 'act' },
      impersonation: { actRequest: 'granted' },
    });
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    const asked = { action: 'impersonation.ask_to_act', targetId: impersonationId };
    expect(await db().auditEvent.findMany({ where: asked })).toHaveLength(1);
    granted(await setSupportAccess(owner, { access: 'view' }));
    expect(await resolve()).toMatchObject({
      actor: { mode: 'view' },
      impersonation: { mayAsk: false },
    });
  });

  it('can be repeated after a refusal, up to a limit', async () => {
    for (let times = 0; times < 5; times++) {
      granted(await ask());
      await answer(false);
      expect(await resolve()).toMatchObject({
        actor: { mode: 'view' },
        impersonation: { actRequest: 'refused' },
      });
    }
    granted(await ask());
    await answer(false);
    expect(await ask()).toMatchObject({ refusal: { code: 'TOO_MANY_ATTEMPTS' } });
  });

  it('is not needed while the customer has pre-approved changes', async () => {
    granted(await setSupportAccess(owner, { access: 'hour' }));
    expect(await resolve()).toMatchObject({ actor: { mode: 'act' } });
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    setClockOffset(29 * MINUTE);
    expect(await resolve()).toMatchObject({ actor: { mode: 'act' } });
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { supportActsUntil: now() } });
    expect(await resolve()).toMatchObject({ actor: { mode: 'view' } });
  });

  it('is refused when support may only view, to other agents, and after the end', async () => {
    const another = await makeStaff();
    const asked = { impersonationId, reason: 'Mine' };
    expect(await askToAct(another, asked)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    granted(await setSupportAccess(owner, { access: 'view' }));
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    granted(await endImpersonation(agent, { impersonationId }));
    expect(await ask()).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  });
});
