import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type MemberActor, type StaffActor, SYSTEM } from '@/lib/domain/actor';
import { answerRequest } from '@/lib/domain/support/answer-request';
import { askToAct } from '@/lib/domain/support/ask-to-act';
import { endVisit } from '@/lib/domain/support/end-visit';
import { finishOverdueVisits } from '@/lib/domain/support/finish-overdue';
import { listOpenVisits } from '@/lib/domain/support/list-open';
import { readOwnVisit } from '@/lib/domain/support/own-visit';
import { recordRead, type SupportRead } from '@/lib/domain/support/record-read';
import { lastVisitOf, resolveVisit } from '@/lib/domain/support/resolve-visit';
import { setSupportAccess } from '@/lib/domain/support/set-access';
import { type StartedVisit, startVisit } from '@/lib/domain/support/start-visit';
import type { StartVisitInput } from '@/lib/domain/support/visit-schema';
import { signOut } from '@/lib/domain/users/sign-out';
import { granted } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { makeStaff } from '@/lib/testing/visits';

let owner: MemberActor;
let agent: StaffActor;

function visitInput(changes: Partial<StartVisitInput> = {}): StartVisitInput {
  return {
    workspaceId: owner.workspaceId,
    userId: owner.userId,
    reason: 'Their calls are refused',
    ticket: 'T-4711',
    minutes: 30,
    ...changes,
  };
}

async function start(changes: Partial<StartVisitInput> = {}): Promise<StartedVisit> {
  return granted(await startVisit(agent, visitInput(changes)));
}

const resolve = (visit: StartedVisit) => resolveVisit(agent, visit);
const endOf = ({ visitId }: StartedVisit) =>
  db().supportVisit.findUniqueOrThrow({
    where: { id: visitId },
    select: { end: true, endedAt: true, endedById: true },
  });
const auditsOf = ({ visitId }: StartedVisit, action: string) =>
  db().auditEvent.findMany({ where: { action, targetId: visitId } });

beforeEach(async () => {
  owner = await makeMember();
  agent = await makeStaff();
});

describe('startVisit', () => {
  it('puts the agent in the member’s place, only viewing, and tells the workspace’s log', async () => {
    const visit = await start({ minutes: 15 });
    expect(visit.expiresAt.getTime() - now().getTime()).toBeGreaterThan(14 * MINUTE);
    expect(await resolve(visit)).toMatchObject({
      kind: 'impersonated',
      actor: {
        kind: 'impersonated',
        userId: owner.userId,
        workspaceId: owner.workspaceId,
        role: 'owner',
        agentId: agent.userId,
        visitId: visit.visitId,
        mode: 'view',
        address: agent.address,
      },
      person: { name: 'Test owner' },
      workspace: { name: 'Test workspace' },
      visit: { request: 'none', mayAsk: true },
    });
    const [event, ...others] = await auditsOf(visit, 'support.start_visit');
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      actorKind: 'staff',
      actorId: agent.userId,
      workspaceId: owner.workspaceId,
      subjectId: owner.userId,
      visitId: visit.visitId,
      detail: { reason: 'Their calls are refused', ticket: 'T-4711' },
    });
  });

  it('begins one visit, of however many that start at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => startVisit(agent, visitInput())));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    for (const answer of answers) {
      if (!answer.ok) expect(answer.refusal.code).toBe('CONFLICT');
    }
    expect(await db().supportVisit.count({ where: { agentId: agent.userId } })).toBe(1);
  });

  it('refuses a second account while in one, and not after', async () => {
    const visit = await start();
    const other = await makeMember();
    const elsewhere = visitInput({ workspaceId: other.workspaceId, userId: other.userId });
    expect(await startVisit(agent, elsewhere)).toMatchObject({ refusal: { code: 'CONFLICT' } });
    granted(await endVisit(agent, { visitId: visit.visitId }));
    expect(await startVisit(agent, elsewhere)).toMatchObject({ ok: true });
    expect(await resolve(visit)).toBeNull();
  });

  it('tidies up an earlier visit that ran out', async () => {
    const visit = await start({ minutes: 15 });
    setClockOffset(15 * MINUTE);
    await start();
    expect(await endOf(visit)).toEqual({ end: 'time', endedAt: visit.expiresAt, endedById: null });
  });

  it('never puts anyone in the place of staff, of a stranger, or of somebody who is gone', async () => {
    const colleague = await makeStaff('lead');
    const stranger = await makeMember();
    const disabled = await makeMember('admin', { workspaceId: owner.workspaceId });
    await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: now() } });
    // Even where a membership says so.
    await db().membership.create({
      data: { workspaceId: owner.workspaceId, userId: colleague.userId, role: 'owner' },
    });
    for (const userId of [colleague.userId, agent.userId, stranger.userId, disabled.userId]) {
      const answer = await startVisit(agent, visitInput({ userId }));
      expect(answer).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    }
  });

  it('refuses where the workspace lets nobody in', async () => {
    granted(await setSupportAccess(owner, { access: 'never' }));
    expect(await startVisit(agent, visitInput())).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
  });

  it('refuses operators', async () => {
    const operator = await makeStaff('operator');
    expect(await startVisit(operator, visitInput())).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
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
    const input = { ...visitInput(), ...changes };
    expect(await startVisit(agent, input)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
  });
});

describe('a visit', () => {
  let visit: StartedVisit;

  beforeEach(async () => {
    visit = await start();
  });

  /** That it was ended as said, audited once, and stays over. */
  async function expectOver(end: string, endedById: string | null = null) {
    expect(await resolve(visit)).toBeNull();
    expect(await resolve(visit)).toBeNull();
    expect(await endOf(visit)).toMatchObject({ end, endedById });
    const events = await auditsOf(visit, 'support.end_visit');
    expect(events.map(({ workspaceId, detail }) => ({ workspaceId, detail }))).toEqual([
      { workspaceId: owner.workspaceId, detail: { end } },
    ]);
    expect(await lastVisitOf(agent)).toEqual({ id: visit.visitId, workspaceId: owner.workspaceId });
  }

  it('is of the session that began it, of its agent and of its member alone', async () => {
    const elsewhere = await makeStaff();
    const { sessionId } = elsewhere;
    expect(await resolveVisit({ ...agent, sessionId }, visit)).toBeNull();
    expect(await resolveVisit(elsewhere, visit)).toBeNull();
    expect(await resolveVisit({ ...elsewhere, sessionId: agent.sessionId }, visit)).toBeNull();
    const admin = await makeMember('admin', { workspaceId: owner.workspaceId });
    expect(await resolveVisit(agent, { ...visit, subjectId: admin.userId })).toBeNull();
    expect(await resolve(visit)).not.toBeNull();
  });

  it('ends by exit', async () => {
    granted(await endVisit(agent, { visitId: visit.visitId }));
    granted(await endVisit(agent, { visitId: visit.visitId }));
    await expectOver('exit', agent.userId);
  });

  it('ends with the agent’s own sign-in', async () => {
    granted(await signOut(agent));
    await expectOver('exit', agent.userId);
  });

  it('ends by time, to the moment', async () => {
    setClockOffset(visit.expiresAt.getTime() - Date.now() - 1_000);
    expect(await resolve(visit)).not.toBeNull();
    setClockOffset(visit.expiresAt.getTime() - Date.now());
    await expectOver('time');
    expect((await endOf(visit)).endedAt).toEqual(visit.expiresAt);
  });

  it.each(['owner', 'admin', 'developer', 'viewer'] as const)('ends by the customer’s %s', async (role) => {
    const member = await makeMember(role, { workspaceId: owner.workspaceId });
    granted(await endVisit(member, { visitId: visit.visitId }));
    await expectOver('customer', member.userId);
  });

  it('ends by the customer’s policy', async () => {
    granted(await setSupportAccess(owner, { access: 'never' }));
    await expectOver('customer', owner.userId);
  });

  it('ends by a lead, and by no other agent', async () => {
    const end = { visitId: visit.visitId };
    expect(await endVisit(await makeStaff(), end)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    expect(await endVisit(await makeStaff('operator'), end)).toMatchObject({
      refusal: { code: 'FORBIDDEN' },
    });
    expect(await resolve(visit)).not.toBeNull();
    const lead = await makeStaff('lead');
    granted(await endVisit(lead, end));
    await expectOver('lead', lead.userId);
  });

  it('is out of reach for another workspace', async () => {
    const stranger = await makeMember();
    expect(await endVisit(stranger, { visitId: visit.visitId })).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    expect(await resolve(visit)).not.toBeNull();
  });

  const LOSSES: Array<[string, () => Promise<unknown>]> = [
    ['role', () => db().user.update({ where: { id: agent.userId }, data: { staffRole: null } })],
    [
      'right to step in',
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
    // Without a session no request gets as far as this; the job tidies up.
    await resolve(visit);
    granted(await finishOverdueVisits(SYSTEM));
    expect(await resolve(visit)).toBeNull();
    expect(await endOf(visit)).toMatchObject({ end: 'access', endedById: null });
  });

  it('takes the member’s role of the moment', async () => {
    await db().membership.updateMany({ where: { userId: owner.userId }, data: { role: 'viewer' } });
    expect(await resolve(visit)).toMatchObject({ actor: { role: 'viewer' } });
  });

  it('is written down as over by the job when nobody comes back', async () => {
    setClockOffset(DAY);
    granted(await finishOverdueVisits(SYSTEM));
    setClockOffset(0);
    await expectOver('time');
  });

  it('is seen by its agent and by leads', async () => {
    expect(await readOwnVisit(agent)).toMatchObject({ value: { id: visit.visitId, isHere: true } });
    const otherSession = { ...agent, sessionId: (await makeStaff()).sessionId };
    expect(await readOwnVisit(otherSession)).toMatchObject({ value: { isHere: false } });
    expect(await readOwnVisit(await makeStaff())).toEqual({ ok: true, value: null });
    const open = granted(await listOpenVisits(await makeStaff('lead')));
    expect(open).toContainEqual(
      expect.objectContaining({ id: visit.visitId, ticket: 'T-4711', subject: 'Test owner', mode: 'view' }),
    );
    expect(await listOpenVisits(agent)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
  });
});

describe('recordRead', () => {
  const list = '/settings/api-keys';
  const activity = { path: `${list}/activity`, verb: 'api-keys/activity' } as const;
  const impact = (targetId: string) => ({ path: list, verb: 'api-keys/impact', targetId }) as const;

  /** Records reads one after another, and returns what the visit holds of them. */
  async function traces() {
    const visit = await start();
    const agentActs = (await resolve(visit))?.actor;
    if (!agentActs) throw new Error('There is no visit.');
    const read = async (...reads: SupportRead[]) => {
      for (const each of reads) await recordRead(agentActs, each);
    };
    const recorded = async () => {
      const where = { visitId: visit.visitId };
      const rows = await db().visitedPage.findMany({ where, orderBy: { id: 'asc' } });
      return rows.map(({ path, verb, targetId }) => [path, verb, targetId].filter(Boolean).join(' '));
    };
    return { read, recorded };
  }

  it('records pages; the same one again is recorded after a minute, or after another one', async () => {
    const { read, recorded } = await traces();
    const page = { path: list };
    await read(page, page, { path: '/settings/security' }, page);
    setClockOffset(MINUTE);
    await read(page, { path: `/${'x'.repeat(1_000)}` });
    expect(await recorded()).toEqual([list, '/settings/security', list, list, `/${'x'.repeat(299)}`]);
  });

  it('records the first of many polls, and one a minute', async () => {
    const { read, recorded } = await traces();
    await read(...Array.from({ length: 20 }, () => activity));
    expect(await recorded()).toHaveLength(1);
    setClockOffset(MINUTE);
    await read(activity, activity);
    expect(await recorded()).toHaveLength(2);
  });

  it('records polls of two pages at once no more often, and those of a page that is opened since', async () => {
    const { read, recorded } = await traces();
    const other = { ...activity, path: '/elsewhere' };
    await read(activity, other, activity, other);
    expect(await recorded()).toHaveLength(2);
    await read({ path: list }, activity, activity);
    expect(await recorded()).toHaveLength(4);
  });

  it('records each thing that is asked for', async () => {
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
  let visit: StartedVisit;
  const ask = (reason = 'To narrow the scopes') => askToAct(agent, { visitId: visit.visitId, reason });

  beforeEach(async () => {
    visit = await start();
  });

  async function answer(grant: boolean) {
    const { actAskedAt } = await db().supportVisit.findUniqueOrThrow({ where: { id: visit.visitId } });
    const askedAt = actAskedAt?.toISOString() ?? '';
    granted(await answerRequest(owner, { visitId: visit.visitId, askedAt, grant }));
  }

  it('waits for the customer, whose yes holds until the visit ends', async () => {
    granted(await ask());
    expect(await resolve(visit)).toMatchObject({ actor: { mode: 'view' }, visit: { request: 'open' } });
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    await answer(true);
    expect(await resolve(visit)).toMatchObject({ actor: { mode: 'act' }, visit: { request: 'granted' } });
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    expect(await auditsOf(visit, 'support.ask_to_act')).toHaveLength(1);
    granted(await setSupportAccess(owner, { access: 'view' }));
    expect(await resolve(visit)).toMatchObject({ actor: { mode: 'view' }, visit: { mayAsk: false } });
  });

  it('may be asked again after a no, and not for ever', async () => {
    for (let times = 0; times < 5; times++) {
      granted(await ask());
      await answer(false);
      expect(await resolve(visit)).toMatchObject({ actor: { mode: 'view' }, visit: { request: 'refused' } });
    }
    granted(await ask());
    await answer(false);
    expect(await ask()).toMatchObject({ refusal: { code: 'TOO_MANY_ATTEMPTS' } });
  });

  it('is not needed while the customer lets support act', async () => {
    granted(await setSupportAccess(owner, { access: 'hour' }));
    expect(await resolve(visit)).toMatchObject({ actor: { mode: 'act' } });
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    setClockOffset(29 * MINUTE);
    expect(await resolve(visit)).toMatchObject({ actor: { mode: 'act' } });
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { supportActsUntil: now() } });
    expect(await resolve(visit)).toMatchObject({ actor: { mode: 'view' } });
  });

  it('is refused where support may only view, to others, and after the end', async () => {
    const another = await makeStaff();
    const asked = { visitId: visit.visitId, reason: 'Mine' };
    expect(await askToAct(another, asked)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    granted(await setSupportAccess(owner, { access: 'view' }));
    expect(await ask()).toMatchObject({ refusal: { code: 'CONFLICT' } });
    granted(await endVisit(agent, { visitId: visit.visitId }));
    expect(await ask()).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  });
});
