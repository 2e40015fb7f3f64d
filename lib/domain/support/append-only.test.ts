import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { answerRequest } from '@/lib/domain/support/answer-request';
import { askToAct } from '@/lib/domain/support/ask-to-act';
import { endVisit } from '@/lib/domain/support/end-visit';
import { recordRead } from '@/lib/domain/support/record-read';
import { setSupportAccess } from '@/lib/domain/support/set-access';
import { granted } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { impersonate, makeStaff, makeVisit } from '@/lib/testing/visits';

let owner: MemberActor;
let agent: StaffActor;
let visitId: string;

const visitRow = () => db().supportVisit.findUniqueOrThrow({ where: { id: visitId } });

async function ask(reason = 'To fix it'): Promise<string> {
  return granted(await askToAct(agent, { visitId, reason })).askedAt.toISOString();
}

async function answer(askedAt: string, grant: boolean): Promise<void> {
  granted(await answerRequest(owner, { visitId, askedAt, grant }));
}

/** Runs a statement about this visit that the database must refuse, and checks that it changed nothing. */
async function expectRefused(sql: string): Promise<void> {
  const before = [await visitRow(), await db().visitedPage.findMany({ where: { visitId } })];
  await expect(db().$executeRawUnsafe(sql), sql).rejects.toThrow(/append-only/);
  expect([await visitRow(), await db().visitedPage.findMany({ where: { visitId } })]).toEqual(before);
}

const update = (set: string) => `UPDATE support_visits SET ${set} WHERE id = '${visitId}'`;

beforeEach(async () => {
  [owner, agent] = [await makeMember(), await makeStaff()];
  const visit = await makeVisit(agent, owner);
  visitId = visit.id;
  await recordRead(impersonate(owner, visit), { path: '/settings/api-keys' });
});

describe('visited_pages', () => {
  it.each([
    `UPDATE visited_pages SET path = '/'`,
    'UPDATE visited_pages SET at = now() WHERE false',
    'DELETE FROM visited_pages',
    'TRUNCATE visited_pages',
    'TRUNCATE support_visits CASCADE',
    'TRUNCATE workspaces CASCADE',
  ])('refuses %s', async (sql) => {
    await expectRefused(sql);
  });
});

describe('support_visits', () => {
  it.each([
    `reason = 'Another'`,
    `ticket = 'T-2'`,
    `subject_id = agent_id`,
    `agent_id = subject_id`,
    `workspace_id = 'ws_other'`,
    `id = 'visit_other'`,
    `started_at = started_at - interval '1 hour'`,
    `expires_at = expires_at + interval '1 hour'`,
    `expires_at = now()`,
    `agent_session_id = NULL`,
    `act_granted = true`,
    `act_granted = true, act_answered_at = now()`,
    `act_reason = 'Never asked'`,
    `act_asked_at = now()`,
    `act_asked_at = now(), act_reason = 'x', act_granted = true, act_answered_at = now()`,
    `ended_at = now(), "end" = 'exit', reason = 'Another'`,
  ])('refuses the change of an open one: %s', async (set) => {
    await expectRefused(update(set));
  });

  it.each([
    `ended_at = NULL, "end" = NULL`,
    `ended_at = ended_at + interval '1 minute'`,
    `"end" = 'time'`,
    `ended_by_id = NULL`,
    `act_asked_at = now(), act_reason = 'Too late'`,
    `reason = 'Another'`,
  ])('refuses the change of one that is over: %s', async (set) => {
    granted(await endVisit(agent, { visitId }));
    await expectRefused(update(set));
  });

  it.each([
    `act_granted = true`,
    `act_granted = NULL, act_answered_at = NULL, act_answered_by_id = NULL`,
    `act_answered_by_id = agent_id`,
    `act_answered_at = act_answered_at - interval '1 minute'`,
    `act_reason = 'Another'`,
    `act_asked_at = act_asked_at - interval '1 minute', act_granted = NULL, act_answered_at = NULL, act_answered_by_id = NULL`,
    `act_asked_at = NULL, act_reason = NULL, act_granted = NULL, act_answered_at = NULL, act_answered_by_id = NULL`,
  ])('refuses the change of a no: %s', async (set) => {
    await answer(await ask(), false);
    await expectRefused(update(set));
  });

  it.each([`act_reason = 'Another'`, `act_asked_at = now()`, `act_asked_at = now(), act_reason = 'Another'`])(
    'refuses the change of a request without an answer: %s',
    async (set) => {
      await ask();
      await expectRefused(update(set));
    },
  );

  it.each([
    'DELETE FROM support_visits',
    'DELETE FROM support_visits WHERE false',
    'TRUNCATE support_visits CASCADE',
  ])('refuses %s', async (sql) => {
    await expectRefused(sql);
  });

  it.each([
    ['its workspace', () => `DELETE FROM workspaces WHERE id = '${owner.workspaceId}'`],
    ['its member', () => `DELETE FROM users WHERE id = '${owner.userId}'`],
    ['its agent', () => `DELETE FROM users WHERE id = '${agent.userId}'`],
  ])('does not go with %s', async (_, sql) => {
    await expect(db().$executeRawUnsafe(sql())).rejects.toThrow(/foreign key/);
    expect((await visitRow()).reason).toBe('The webhook fails');
  });

  it('outlives the sign-in that began it', async () => {
    const before = await visitRow();
    await db().session.delete({ where: { id: agent.sessionId } });
    expect(await visitRow()).toEqual({ ...before, agentSessionId: null });
    await expectRefused(update(`agent_session_id = '${owner.sessionId}'`));
  });

  it('takes a request, a no, another request, a yes, its withdrawal and the end', async () => {
    await answer(await ask('First'), false);
    await answer(await ask('Second'), true);
    expect(await visitRow()).toMatchObject({ actReason: 'Second', actGranted: true });
    granted(await setSupportAccess(owner, { access: 'view' }));
    expect(await visitRow()).toMatchObject({ actReason: 'Second', actGranted: false });
    granted(await setSupportAccess(owner, { access: 'never' }));
    expect(await visitRow()).toMatchObject({ end: 'customer', endedById: owner.userId });
    const reasons = await db().auditEvent.findMany({ where: { visitId, action: 'support.ask_to_act' } });
    expect(reasons.map(({ detail }) => detail)).toEqual([{ reason: 'First' }, { reason: 'Second' }]);
  });
});
