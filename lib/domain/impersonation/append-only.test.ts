import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { answerRequest } from '@/lib/domain/act-requests/answer';
import { askToAct } from '@/lib/domain/act-requests/ask';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { answerExtension } from '@/lib/domain/extension-requests/answer';
import { askToExtend } from '@/lib/domain/extension-requests/ask';
import { endImpersonation } from '@/lib/domain/impersonation/end';
import { recordRequest } from '@/lib/domain/impersonation/record-request';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { granted } from '@/lib/testing/factories/api-keys';
import {
  impersonate,
  makeImpersonation,
  makeStaff,
  rewriteImpersonation,
} from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

const GRANTED = 'extension_granted = true, extension_answered_at = now()';
const REFUSED = 'extension_granted = false, extension_answered_at = now()';

let owner: MemberActor;
let agent: StaffActor;
let impersonationId: string;

const impersonationRow = () =>
  db().impersonationSession.findUniqueOrThrow({ where: { id: impersonationId } });

async function ask(reason = 'To fix it'): Promise<string> {
  return granted(await askToAct(agent, { impersonationId, reason })).askedAt.toISOString();
}

async function answer(askedAt: string, grant: boolean): Promise<void> {
  granted(await answerRequest(owner, { impersonationId, askedAt, grant }));
}

async function askForTime(): Promise<string> {
  return granted(await askToExtend(agent, { impersonationId, reason: 'To finish it' })).askedAt.toISOString();
}

async function answerForTime(askedAt: string, grant: boolean): Promise<void> {
  granted(await answerExtension(owner, { impersonationId, askedAt, grant }));
}

/** Runs a statement that the database must refuse, and checks that it changed nothing. */
async function expectRefused(sql: string): Promise<void> {
  const before = [
    await impersonationRow(),
    await db().impersonatedRequest.findMany({ where: { impersonationId } }),
  ];
  await expect(db().$executeRawUnsafe(sql), sql).rejects.toThrow(/append-only/);
  expect([
    await impersonationRow(),
    await db().impersonatedRequest.findMany({ where: { impersonationId } }),
  ]).toEqual(before);
}

const update = (set: string) => `UPDATE impersonation_sessions SET ${set} WHERE id = '${impersonationId}'`;

beforeEach(async () => {
  [owner, agent] = [await makeMember(), await makeStaff()];
  const impersonation = await makeImpersonation(agent, owner);
  impersonationId = impersonation.id;
  await recordRequest(impersonate(owner, impersonation), { path: '/settings/api-keys' });
});

describe('impersonated_requests', () => {
  it.each([
    `UPDATE impersonated_requests SET path = '/'`,
    'UPDATE impersonated_requests SET at = now() WHERE false',
    'DELETE FROM impersonated_requests',
    'TRUNCATE impersonated_requests',
    'TRUNCATE impersonation_sessions CASCADE',
    'TRUNCATE workspaces CASCADE',
  ])('refuses %s', async (sql) => {
    await expectRefused(sql);
  });
});

describe('impersonation_sessions', () => {
  it.each([
    `reason = 'Another'`,
    `ticket = 'T-2'`,
    `subject_id = agent_id`,
    `agent_id = subject_id`,
    `workspace_id = 'ws_other'`,
    `id = 'imp_other'`,
    `started_at = started_at - interval '1 hour'`,
    `expires_at = expires_at + interval '1 hour'`,
    `expires_at = now()`,
    `agent_session_id = NULL`,
    `act_granted = true`,
    `act_granted = true, act_answered_at = now()`,
    `act_reason = 'Never asked'`,
    `act_asked_at = now()`,
    `act_asked_at = now(), act_reason = 'x', act_granted = true, act_answered_at = now()`,
    `extension_granted = true`,
    `${GRANTED}, expires_at = expires_at + interval '30 minutes'`,
    `extension_reason = 'Never asked'`,
    `extension_asked_at = now()`,
    `extension_asked_at = now(), extension_reason = 'x', expires_at = expires_at + interval '30 minutes'`,
    `extension_asked_at = now(), extension_reason = 'x', ${GRANTED}, expires_at = expires_at + interval '30 minutes'`,
    `ended_at = now(), end_reason = 'exit', reason = 'Another'`,
  ])('refuses to change an open session: %s', async (set) => {
    await expectRefused(update(set));
  });

  it.each([
    `ended_at = NULL, end_reason = NULL`,
    `ended_at = ended_at + interval '1 minute'`,
    `end_reason = 'time'`,
    `ended_by_id = NULL`,
    `act_asked_at = now(), act_reason = 'Too late'`,
    `extension_asked_at = now(), extension_reason = 'Too late'`,
    `expires_at = expires_at + interval '30 minutes'`,
    `reason = 'Another'`,
  ])('refuses to change an ended session: %s', async (set) => {
    granted(await endImpersonation(agent, { impersonationId }));
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
  ])('refuses to change a refused request: %s', async (set) => {
    await answer(await ask(), false);
    await expectRefused(update(set));
  });

  it.each([`act_reason = 'Another'`, `act_asked_at = now()`, `act_asked_at = now(), act_reason = 'Another'`])(
    'refuses to change a request without an answer: %s',
    async (set) => {
      await ask();
      await expectRefused(update(set));
    },
  );

  it.each([
    `expires_at = expires_at + interval '30 minutes'`,
    GRANTED,
    `${GRANTED}, expires_at = expires_at + interval '29 minutes'`,
    `${GRANTED}, expires_at = expires_at + interval '31 minutes'`,
    `${GRANTED}, expires_at = expires_at - interval '30 minutes'`,
    `${REFUSED}, expires_at = expires_at + interval '30 minutes'`,
    `${GRANTED}, expires_at = expires_at + interval '30 minutes', ended_at = now(), end_reason = 'exit'`,
    `extension_answered_at = now(), expires_at = expires_at + interval '30 minutes'`,
    `extension_reason = 'Another'`,
    `extension_asked_at = now(), extension_reason = 'Another'`,
  ])('refuses to change a request for more time without an answer: %s', async (set) => {
    await askForTime();
    await expectRefused(update(set));
  });

  it.each([
    `expires_at = expires_at + interval '30 minutes'`,
    `${GRANTED}, expires_at = expires_at + interval '30 minutes'`,
    `extension_answered_by_id = agent_id`,
    REFUSED,
    `extension_granted = NULL, extension_answered_at = NULL, extension_answered_by_id = NULL`,
    `extension_asked_at = NULL, extension_reason = NULL, extension_granted = NULL, extension_answered_at = NULL, extension_answered_by_id = NULL`,
  ])('refuses to change a granted request for more time: %s', async (set) => {
    await answerForTime(await askForTime(), true);
    await expectRefused(update(set));
  });

  it('refuses an answer that makes a session longer than 2 hours', async () => {
    await rewriteImpersonation(impersonationId, {
      startedAt: new Date(Date.now() - 91 * MINUTE),
      extensionAskedAt: new Date(),
      extensionReason: 'To finish it',
    });
    await expectRefused(update(`${GRANTED}, expires_at = expires_at + interval '30 minutes'`));
  });

  it('accepts requests for more time, and their answers', async () => {
    const { expiresAt } = await impersonationRow();
    await answerForTime(await askForTime(), false);
    await answerForTime(await askForTime(), true);
    await answerForTime(await askForTime(), true);
    expect((await impersonationRow()).expiresAt.getTime()).toBe(expiresAt.getTime() + 60 * MINUTE);
  });

  it.each([
    'DELETE FROM impersonation_sessions',
    'DELETE FROM impersonation_sessions WHERE false',
    'TRUNCATE impersonation_sessions CASCADE',
  ])('refuses %s', async (sql) => {
    await expectRefused(sql);
  });

  it.each([
    ['its workspace', () => `DELETE FROM workspaces WHERE id = '${owner.workspaceId}'`],
    ['its member', () => `DELETE FROM users WHERE id = '${owner.userId}'`],
    ['its agent', () => `DELETE FROM users WHERE id = '${agent.userId}'`],
  ])('is not deleted with %s', async (_, sql) => {
    await expect(db().$executeRawUnsafe(sql())).rejects.toThrow(/foreign key/);
    expect((await impersonationRow()).reason).toBe('The webhook fails');
  });

  it('stays when the agent’s own session is deleted', async () => {
    const before = await impersonationRow();
    await db().session.delete({ where: { id: agent.sessionId } });
    expect(await impersonationRow()).toEqual({ ...before, agentSessionId: null });
    await expectRefused(update(`agent_session_id = '${owner.sessionId}'`));
  });

  it('accepts a request, a refusal, another request, an approval, its withdrawal and the end', async () => {
    await answer(await ask('First'), false);
    await answer(await ask('Second'), true);
    expect(await impersonationRow()).toMatchObject({ actReason: 'Second', actGranted: true });
    granted(await setSupportAccess(owner, { access: 'view' }));
    expect(await impersonationRow()).toMatchObject({ actReason: 'Second', actGranted: false });
    granted(await setSupportAccess(owner, { access: 'never' }));
    expect(await impersonationRow()).toMatchObject({ endReason: 'customer', endedById: owner.userId });
    const reasons = await db().auditEvent.findMany({
      where: { impersonationId, action: 'impersonation.ask_to_act' },
    });
    expect(reasons.map(({ detail }) => detail)).toEqual([{ reason: 'First' }, { reason: 'Second' }]);
  });
});
