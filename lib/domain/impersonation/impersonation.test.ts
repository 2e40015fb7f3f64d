import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type MemberActor, type StaffActor, SYSTEM } from '@/lib/domain/actor';
import { answerRequest } from '@/lib/domain/impersonation/answer-request';
import { askToAct } from '@/lib/domain/impersonation/ask-to-act';
import { endImpersonation } from '@/lib/domain/impersonation/end';
import { endOverdueImpersonations } from '@/lib/domain/impersonation/end-overdue';
import { listOpenImpersonations } from '@/lib/domain/impersonation/list-open';
import { readOwnImpersonation } from '@/lib/domain/impersonation/read-own';
import { type ImpersonatedRequest, recordRequest } from '@/lib/domain/impersonation/record-request';
import { lastImpersonationOf, resolveImpersonation } from '@/lib/domain/impersonation/resolve';
import type { StartImpersonationInput } from '@/lib/domain/impersonation/schema';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { type StartedImpersonation, startImpersonation } from '@/lib/domain/impersonation/start';
import { signOut } from '@/lib/domain/users/sign-out';
import { granted } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { makeStaff } from '@/lib/testing/impersonation';

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

const resolve = (impersonation: StartedImpersonation) => resolveImpersonation(agent, impersonation);
const endOf = ({ impersonationId }: StartedImpersonation) =>
  db().impersonationSession.findUniqueOrThrow({
    where: { id: impersonationId },
    select: { endReason: true, endedAt: true, endedById: true },
  });
const auditsOf = ({ impersonationId }: StartedImpersonation, action: string) =>
  db().auditEvent.findMany({ where: { action, targetId: impersonationId } });

beforeEach(async () => {
  owner = await makeMember();
  agent = await makeStaff();
});

describe('startImpersonation', () => {
  it('lets the agent view the workspace as the member, and writes it to the audit log', async () => {
    const impersonation = await start({ minutes: 15 });
    expect(impersonation.expiresAt.getTime() - now().getTime()).toBeGreaterThan(14 * MINUTE);
    expect(await resolve(impersonation)).toMatchObject({
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
      impersonation: { actRequest: 'none', mayAsk: true },
    });
    const [event, ...others] = await auditsOf(impersonation, 'impersonation.start');
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
    expect(await resolve(impersonation)).toBeNull();
  });

  it('records the end of an earlier session that ran out of time', async () => {
    const impersonation = await start({ minutes: 15 });
    setClockOffset(15 * MINUTE);
    await start();
    expect(await endOf(impersonation)).toEqual({
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

describe('an impersonation session', () => {
  let impersonation: StartedImpersonation;

  beforeEach(async () => {
    impersonation = await start();
  });

  /** Expects that it has ended for `endReason`, that this was audited once, and that it stays over. */
  async function expectOver(endReason: string, endedById: string | null = null) {
    expect(await resolve(impersonation)).toBeNull();
    expect(await resolve(impersonation)).toBeNull();
    expect(await endOf(impersonation)).toMatchObject({ endReason, endedById });
    const events = await auditsOf(impersonation, 'impersonation.end');
    expect(events.map(({ workspaceId, detail }) => ({ workspaceId, detail }))).toEqual([
      { workspaceId: owner.workspaceId, detail: { endReason } },
    ]);
    expect(await lastImpersonationOf(agent)).toEqual({
      id: impersonation.impersonationId,
      workspaceId: owner.workspaceId,
    });
  }

  it('is valid only for the session that started it, its agent and its member', async () => {
    const elsewhere = await makeStaff();
    const { sessionId } = elsewhere;
    expect(await resolveImpersonation({ ...agent, sessionId }, impersonation)).toBeNull();
    expect(await resolveImpersonation(elsewhere, impersonation)).toBeNull();
    expect(
      await resolveImpersonation({ ...elsewhere, sessionId: agent.sessionId }, impersonation),
    ).toBeNull();
    const admin = await makeMember('admin', { workspaceId: owner.workspaceId });
    expect(await resolveImpersonation(agent, { ...impersonation, subjectId: admin.userId })).toBeNull();
    expect(await resolve(impersonation)).not.toBeNull();
  });

  it('ends when the agent exits', async () => {
    granted(await endImpersonation(agent, { impersonationId: impersonation.impersonationId }));
    granted(await endImpersonation(agent, { impersonationId: impersonation.impersonationId }));
    await expectOver('exit', agent.userId);
  });

  it('ends when the agent signs out', async () => {
    granted(await signOut(agent));
    await expectOver('exit', agent.userId);
  });

  it('ends exactly when its time runs out', async () => {
    setClockOffset(impersonation.expiresAt.getTime() - Date.now() - 1_000);
    expect(await resolve(impersonation)).not.toBeNull();
    setClockOffset(impersonation.expiresAt.getTime() - Date.now());
    await expectOver('time');
    expect((await endOf(impersonation)).endedAt).toEqual(impersonation.expiresAt);
  });

  it.each(['owner', 'admin', 'developer', 'viewer'] as const)(
    'ends when the customer’s %s ends it',
    async (role) => {
      const member = await makeMember(role, { workspaceId: owner.workspaceId });
      granted(await endImpersonation(member, { impersonationId: impersonation.impersonationId }));
      await expectOver('customer', member.userId);
    },
  );

  it('ends when the customer closes the workspace to support', async () => {
    granted(await setSupportAccess(owner, { access: 'never' }));
    await expectOver('customer', owner.userId);
  });

  it('ends when a lead ends it; other agents cannot', async () => {
    const end = { impersonationId: impersonation.impersonationId };
    expect(await endImpersonation(await makeStaff(), end)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    expect(await endImpersonation(await makeStaff('operator'), end)).toMatchObject({
      refusal: { code: 'FORBIDDEN' },
    });
    expect(await resolve(impersonation)).not.toBeNull();
    const lead = await makeStaff('lead');
    granted(await endImpersonation(lead, end));
    await expectOver('lead', lead.userId);
  });

  it('cannot be ended from another workspace', async () => {
    const stranger = await makeMember();
    expect(
      await endImpersonation(stranger, { impersonationId: impersonation.impersonationId }),
    ).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    expect(await resolve(impersonation)).not.toBeNull();
  });

  const LOSSES: Array<[string, () => Promise<unknown>]> = [
    ['role', () => db().user.update({ where: { id: agent.userId }, data: { staffRole: null } })],
    [
      'right to start sessions',
      () => db().user.update({ where: { id: agent.userId }, data: { staffRole: 'operator' } }),
    ],
    ['account', () => db().user.update({ where: { id: agent.userId }, data: { disabledAt: now() } })],
    ['sign-in', () => db().session.update({ where: { id: agent.sessionId }, data: { endedAt: now() } })],
    ['session’s row', () => db().session.delete({ where: { id: agent.sessionId } })],
    ['member, who left the workspace', () => db().membership.deleteMany({ where: { userId: owner.userId } })],
    [
      'member, who was disabled',
      () => db().user.update({ where: { id: owner.userId }, data: { disabledAt: now() } }),
    ],
  ];

  it.each(LOSSES)('ends when the agent loses the %s', async (_, lose) => {
    await lose();
    // Without a session no request gets this far, so the job records the end.
    await resolve(impersonation);
    granted(await endOverdueImpersonations(SYSTEM));
    expect(await resolve(impersonation)).toBeNull();
    expect(await endOf(impersonation)).toMatchObject({ endReason: 'access', endedById: null });
  });

  it('uses the member’s current role', async () => {
    await db().membership.updateMany({ where: { userId: owner.userId }, data: { role: 'viewer' } });
    expect(await resolve(impersonation)).toMatchObject({ actor: { role: 'viewer' } });
  });

  it('gets its end from the job when the agent sends no more requests', async () => {
    setClockOffset(DAY);
    granted(await endOverdueImpersonations(SYSTEM));
    setClockOffset(0);
    await expectOver('time');
  });

  it('is visible to its agent and to leads', async () => {
    expect(await readOwnImpersonation(agent)).toMatchObject({
      value: { id: impersonation.impersonationId, isHere: true },
    });
    const otherSession = { ...agent, sessionId: (await makeStaff()).sessionId };
    expect(await readOwnImpersonation(otherSession)).toMatchObject({ value: { isHere: false } });
    expect(await readOwnImpersonation(await makeStaff())).toEqual({ ok: true, value: null });
    const open = granted(await listOpenImpersonations(await makeStaff('lead')));
    expect(open).toContainEqual(
      expect.objectContaining({
        id: impersonation.impersonationId,
        ticket: 'T-4711',
        subject: 'Test owner',
        mode: 'view',
      }),
    );
    expect(await listOpenImpersonations(agent)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
  });
});

describe('recordRequest', () => {
  const list = '/settings/api-keys';
  const activity = { path: `${list}/activity`, verb: 'api-keys/activity' } as const;
  const impact = (targetId: string) => ({ path: list, verb: 'api-keys/impact', targetId }) as const;

  /** Starts a session; `read` records requests in order, `recorded` returns the stored ones. */
  async function traces() {
    const impersonation = await start();
    const agentActs = (await resolve(impersonation))?.actor;
    if (!agentActs) throw new Error('There is no impersonation session.');
    const read = async (...reads: ImpersonatedRequest[]) => {
      for (const each of reads) await recordRequest(agentActs, each);
    };
    const recorded = async () => {
      const where = { impersonationId: impersonation.impersonationId };
      const rows = await db().impersonatedRequest.findMany({ where, orderBy: { id: 'asc' } });
      return rows.map(({ path, verb, targetId }) => [path, verb, targetId].filter(Boolean).join(' '));
    };
    return { read, recorded };
  }

  it('records a page again only after a minute or after another page', async () => {
    const { read, recorded } = await traces();
    const page = { path: list };
    await read(page, page, { path: '/settings/security' }, page);
    setClockOffset(MINUTE);
    await read(page, { path: `/${'x'.repeat(1_000)}` });
    expect(await recorded()).toEqual([list, '/settings/security', list, list, `/${'x'.repeat(299)}`]);
  });

  it('records the first of many polls, then one per minute', async () => {
    const { read, recorded } = await traces();
    await read(...Array.from({ length: 20 }, () => activity));
    expect(await recorded()).toHaveLength(1);
    setClockOffset(MINUTE);
    await read(activity, activity);
    expect(await recorded()).toHaveLength(2);
  });

  it('records polls of two open pages once each, and again after a page is opened', async () => {
    const { read, recorded } = await traces();
    const other = { ...activity, path: '/elsewhere' };
    await read(activity, other, activity, other);
    expect(await recorded()).toHaveLength(2);
    await read({ path: list }, activity, activity);
    expect(await recorded()).toHaveLength(4);
  });

  it('records each target of a request', async () => {
    const { read, recorded } = await traces();
    await read({ path: list }, impact('key_1'), impact('key_2'), impact('key_1'), { path: list });
    expect(await recorded()).toEqual([
      list,
      `${list} api-keys/impact key_1`,
      `${list} api-keys/impact key_2`,
    ]);
  });
});

describe('askToAct', () => {
  let impersonation: StartedImpersonation;
  const ask = (reason = 'To narrow the scopes') =>
    askToAct(agent, { impersonationId: impersonation.impersonationId, reason });

  beforeEach(async () => {
    impersonation = await start();
  });

  async function answer(grant: boolean) {
    const { actAskedAt } = await db().impersonationSession.findUniqueOrThrow({
      where: { id: impersonation.impersonationId },
    });
    const askedAt = actAskedAt?.toISOString() ?? '';
    granted(await answerRequest(owner, { impersonationId: impersonation.impersonationId, askedAt, grant }));
  }

  it('needs the customer’s approval, which applies until the session ends', async () => {
    granted(await ask());
    expect(await resolve(impersonation)).toMatchObject({
      actor: { mode: 'view' },
      impersonation: { actRequest: 'open' },
    });
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    await answer(true);
    expect(await resolve(impersonation)).toMatchObject({
      actor: { mode: 'act' },
      impersonation: { actRequest: 'granted' },
    });
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    expect(await auditsOf(impersonation, 'impersonation.ask_to_act')).toHaveLength(1);
    granted(await setSupportAccess(owner, { access: 'view' }));
    expect(await resolve(impersonation)).toMatchObject({
      actor: { mode: 'view' },
      impersonation: { mayAsk: false },
    });
  });

  it('can be repeated after a refusal, up to a limit', async () => {
    for (let times = 0; times < 5; times++) {
      granted(await ask());
      await answer(false);
      expect(await resolve(impersonation)).toMatchObject({
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
    expect(await resolve(impersonation)).toMatchObject({ actor: { mode: 'act' } });
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    setClockOffset(29 * MINUTE);
    expect(await resolve(impersonation)).toMatchObject({ actor: { mode: 'act' } });
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { supportActsUntil: now() } });
    expect(await resolve(impersonation)).toMatchObject({ actor: { mode: 'view' } });
  });

  it('is refused when support may only view, to other agents, and after the end', async () => {
    const another = await makeStaff();
    const asked = { impersonationId: impersonation.impersonationId, reason: 'Mine' };
    expect(await askToAct(another, asked)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    granted(await setSupportAccess(owner, { access: 'view' }));
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    granted(await endImpersonation(agent, { impersonationId: impersonation.impersonationId }));
    expect(await ask()).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  });
});
