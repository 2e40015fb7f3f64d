import { expect, it } from 'vitest';
import { HOUR, MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { endReason, openImpersonations, validityColumns } from '@/lib/domain/impersonation/session-validity';
import { IDLE_LIFETIME } from '@/lib/domain/sessions/lifetime';
import { makeMember } from '@/lib/testing/factories';
import { makeImpersonation, makeStaff, rewriteImpersonation } from '@/lib/testing/impersonation';

type Impersonation = Awaited<ReturnType<typeof makeImpersonation>>;

const at = now();
const before = (ms: number) => new Date(at.getTime() - ms);

const agent = (data: object) => (impersonation: Impersonation) =>
  db().user.update({ where: { id: impersonation.agentId }, data });
const subject = (data: object) => (impersonation: Impersonation) =>
  db().user.update({ where: { id: impersonation.subjectId }, data });
const session = (data: object) => (impersonation: Impersonation) =>
  db().session.update({ where: { id: impersonation.agentSessionId ?? '' }, data });
const workspace = (data: object) => (impersonation: Impersonation) =>
  db().workspace.update({ where: { id: impersonation.workspaceId }, data });
const itself = (data: object) => (impersonation: Impersonation) =>
  rewriteImpersonation(impersonation.id, data);

/** Everything that an impersonation session depends on, and whether it is open then. */
const STATES: Array<[string, boolean, (impersonation: Impersonation) => Promise<unknown>]> = [
  ['nothing has changed', true, itself({})],
  ['its time is almost over', true, itself({ expiresAt: before(-1) })],
  ['its time is over', false, itself({ expiresAt: at })],
  ['the workspace lets support only view', true, workspace({ supportAccess: 'view' })],
  ['the workspace lets no support in', false, workspace({ supportAccess: 'never' })],
  ['the agent is a lead', true, agent({ staffRole: 'lead' })],
  ['the agent is an operator', false, agent({ staffRole: 'operator' })],
  ['the agent has no role', false, agent({ staffRole: null })],
  ['the agent is disabled', false, agent({ disabledAt: at })],
  ['the agent signed out', false, session({ endedAt: at })],
  ['the session of the agent has expired', false, session({ expiresAt: at })],
  ['the agent is almost idle for too long', true, session({ lastSeenAt: before(IDLE_LIFETIME - 1) })],
  ['the agent is idle for too long', false, session({ lastSeenAt: before(IDLE_LIFETIME) })],
  ['the session of the agent is deleted', false, itself({ agentSessionId: null })],
  ['the member is disabled', false, subject({ disabledAt: at })],
  [
    'the member has left the workspace',
    false,
    ({ subjectId: userId }) => db().membership.deleteMany({ where: { userId } }),
  ],
];

it.each(STATES)(
  'says by row and by query whether an impersonation session is open: %s',
  async (_state, isOpen, change) => {
    const { id } = await makeImpersonation(await makeStaff(), await makeMember(), {
      startedAt: before(MINUTE),
      expiresAt: before(-HOUR),
    });
    await change(await db().impersonationSession.findUniqueOrThrow({ where: { id } }));
    const row = await db().impersonationSession.findUniqueOrThrow({ where: { id }, select: validityColumns });
    expect(endReason(row, at) === undefined, 'by row').toBe(isOpen);
    const open = await db().impersonationSession.count({ where: { id, ...openImpersonations(at) } });
    expect(open === 1, 'by query').toBe(isOpen);
    const over = await db().impersonationSession.count({
      where: { id, endedAt: null, NOT: openImpersonations(at) },
    });
    expect(over === 1, 'by the query for those that are over').toBe(!isOpen);
  },
);
