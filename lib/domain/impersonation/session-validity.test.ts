import { beforeEach, expect, it } from 'vitest';
import { DAY, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { type MemberActor, type StaffActor, SYSTEM } from '@/lib/domain/actor';
import { endOverdueImpersonations } from '@/lib/domain/impersonation/end-overdue';
import { endReason, openImpersonations, validityColumns } from '@/lib/domain/impersonation/session-validity';
import { IDLE_LIFETIME } from '@/lib/domain/sessions/lifetime';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

let owner: MemberActor;
let agent: StaffActor;
let id: string;

beforeEach(async () => {
  [owner, agent] = [await makeMember(), await makeStaff()];
  ({ id } = await makeImpersonation(agent, owner));
});

const isOpen = async () =>
  (await db().impersonationSession.count({ where: { ...openImpersonations(now()), id } })) === 1;

async function reason() {
  const row = await db().impersonationSession.findUniqueOrThrow({ where: { id }, select: validityColumns });
  return endReason(row, now());
}

const changeUser = (user: { userId: string }, data: Prisma.UserUpdateInput) =>
  db().user.update({ where: { id: user.userId }, data });
const changeAgentSession = (data: Prisma.SessionUpdateInput) =>
  db().session.update({ where: { id: agent.sessionId }, data });
const longAgo = () => new Date(now().getTime() - IDLE_LIFETIME);

const CHANGES: Array<[string, string | undefined, () => unknown]> = [
  ['nothing changes', undefined, () => undefined],
  ['a member is viewed by a lead', undefined, () => changeUser(agent, { staffRole: 'lead' })],
  [
    'changes are pre-approved',
    undefined,
    () => setAccess({ supportActsUntil: new Date(now().getTime() + DAY) }),
  ],
  ['support may only view', undefined, () => setAccess({ supportAccess: 'view' })],
  ['its time runs out', 'time', () => setClockOffset(30 * MINUTE)],
  ['the workspace is closed to support', 'customer', () => setAccess({ supportAccess: 'never' })],
  ['the agent becomes an operator', 'access', () => changeUser(agent, { staffRole: 'operator' })],
  ['the agent loses the role', 'access', () => changeUser(agent, { staffRole: null })],
  ['the agent is disabled', 'access', () => changeUser(agent, { disabledAt: now() })],
  ['the agent signs out', 'access', () => changeAgentSession({ endedAt: now() })],
  ['the agent’s own session expires', 'access', () => changeAgentSession({ expiresAt: now() })],
  ['the agent’s own session is idle', 'access', () => changeAgentSession({ lastSeenAt: longAgo() })],
  [
    'the agent’s own session is deleted',
    'access',
    () => db().session.delete({ where: { id: agent.sessionId } }),
  ],
  ['the member is disabled', 'access', () => changeUser(owner, { disabledAt: now() })],
];

const setAccess = (data: Prisma.WorkspaceUpdateInput) =>
  db().workspace.update({ where: { id: owner.workspaceId }, data });

it.each(CHANGES)('endReason and the query for open sessions agree when %s', async (_, expected, change) => {
  await change();
  expect(await reason()).toBe(expected);
  expect(await isOpen()).toBe(expected === undefined);
});

// The query cannot compare the member's workspaces with the session's, so the job does.
it('ends for lost access within a minute when the member leaves the workspace', async () => {
  await db().membership.deleteMany({ where: { userId: owner.userId } });
  expect(await reason()).toBe('access');
  granted(await endOverdueImpersonations(SYSTEM));
  expect(await isOpen()).toBe(false);
});
