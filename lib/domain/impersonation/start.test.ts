import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { endImpersonation } from '@/lib/domain/impersonation/end';
import { resolveImpersonation } from '@/lib/domain/impersonation/resolve';
import type { StartImpersonationInput } from '@/lib/domain/impersonation/schema';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { type StartedImpersonation, startImpersonation } from '@/lib/domain/impersonation/start';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

let owner: MemberActor;
let agent: StaffActor;

function impersonationInput(changes: Partial<StartImpersonationInput> = {}): StartImpersonationInput {
  return {
    workspaceId: owner.workspaceId,
    userId: owner.userId,
    reason: 'Their calls are refused',
    ticket: 'T-4711',
    minutes: 30,
    ...changes,
  };
}

async function start(changes: Partial<StartImpersonationInput> = {}): Promise<StartedImpersonation> {
  return granted(await startImpersonation(agent, impersonationInput(changes)));
}

beforeEach(async () => {
  owner = await makeMember();
  agent = await makeStaff();
});

describe('startImpersonation', () => {
  it('lets the agent view the workspace as the member, and writes it to the audit log', async () => {
    const impersonation = await start({ minutes: 15 });
    expect(impersonation.expiresAt.getTime() - now().getTime()).toBeGreaterThan(14 * MINUTE);
    expect(impersonation.latestEnd.getTime() - impersonation.expiresAt.getTime()).toBe(105 * MINUTE);
    expect(await resolveImpersonation(agent, impersonation)).toMatchObject({
      kind: 'impersonated',
      actor: {
        kind: 'impersonated',
        userId: owner.userId,
        workspaceId: owner.workspaceId,
        role: 'owner',
        agentId: agent.userId,
        impersonationId: impersonation.impersonationId,
        mode: 'view',
        address: agent.address,
      },
      person: { name: 'Test owner' },
      workspace: { name: 'Test workspace' },
      impersonation: { actRequest: 'none', mayAsk: true, extensionRequest: 'none', mayExtend: true },
    });
    const [event, ...others] = await db().auditEvent.findMany({
      where: { action: 'impersonation.start', targetId: impersonation.impersonationId },
    });
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      actorKind: 'staff',
      actorId: agent.userId,
      workspaceId: owner.workspaceId,
      subjectId: owner.userId,
      impersonationId: impersonation.impersonationId,
      detail: { reason: 'Their calls are refused', ticket: 'T-4711' },
    });
  });

  it('starts one session when several start at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => startImpersonation(agent, impersonationInput())),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    for (const answer of answers) {
      if (!answer.ok) expect(answer.refusal.code).toBe('CONFLICT');
    }
    expect(await db().impersonationSession.count({ where: { agentId: agent.userId } })).toBe(1);
  });

  it('refuses a second session until the first one has ended', async () => {
    const impersonation = await start();
    const other = await makeMember();
    const elsewhere = impersonationInput({ workspaceId: other.workspaceId, userId: other.userId });
    expect(await startImpersonation(agent, elsewhere)).toMatchObject({ refusal: { code: 'CONFLICT' } });
    granted(await endImpersonation(agent, { impersonationId: impersonation.impersonationId }));
    expect(await startImpersonation(agent, elsewhere)).toMatchObject({ ok: true });
    expect(await resolveImpersonation(agent, impersonation)).toBeNull();
  });

  it('records the end of an earlier session that ran out of time', async () => {
    const impersonation = await start({ minutes: 15 });
    setClockOffset(15 * MINUTE);
    await start();
    const end = await db().impersonationSession.findUniqueOrThrow({
      where: { id: impersonation.impersonationId },
      select: { endReason: true, endedAt: true, endedById: true },
    });
    expect(end).toEqual({
      endReason: 'time',
      endedAt: impersonation.expiresAt,
      endedById: null,
    });
  });

  it('refuses to view a workspace as staff, as a stranger or as a disabled member', async () => {
    const colleague = await makeStaff('lead');
    const stranger = await makeMember();
    const disabled = await makeMember('admin', { workspaceId: owner.workspaceId });
    await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: now() } });
    // Even where a membership says so.
    await db().membership.create({
      data: { workspaceId: owner.workspaceId, userId: colleague.userId, role: 'owner' },
    });
    for (const userId of [colleague.userId, agent.userId, stranger.userId, disabled.userId]) {
      const answer = await startImpersonation(agent, impersonationInput({ userId }));
      expect(answer).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    }
  });

  it('refuses when the workspace is closed to support', async () => {
    granted(await setSupportAccess(owner, { access: 'never' }));
    expect(await startImpersonation(agent, impersonationInput())).toMatchObject({
      refusal: { code: 'FORBIDDEN' },
    });
  });

  it('refuses operators', async () => {
    const operator = await makeStaff('operator');
    expect(await startImpersonation(operator, impersonationInput())).toMatchObject({
      refusal: { code: 'FORBIDDEN' },
    });
  });

  it.each([
    { minutes: 45 },
    { minutes: 0 },
    { reason: ' ' },
    { reason: 'x'.repeat(301) },
    { reason: 'two\nlines' },
    { ticket: '' },
    { workspaceId: 'ws_%' },
    { role: 'owner' },
  ])('refuses %j', async (changes) => {
    const input = { ...impersonationInput(), ...changes };
    expect(await startImpersonation(agent, input)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
  });
});
