import { expect, it } from 'vitest';
import { HOUR, MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { IDLE_LIFETIME } from '@/lib/domain/sessions/lifetime';
import { endingOf, standingColumns } from '@/lib/domain/support/standing';
import { openVisits } from '@/lib/domain/support/visit-state';
import { makeMember } from '@/lib/testing/factories';
import { makeStaff, makeVisit, rewriteVisit } from '@/lib/testing/visits';

type Visit = Awaited<ReturnType<typeof makeVisit>>;

const at = now();
const before = (ms: number) => new Date(at.getTime() - ms);

const agent = (data: object) => (visit: Visit) => db().user.update({ where: { id: visit.agentId }, data });
const subject = (data: object) => (visit: Visit) =>
  db().user.update({ where: { id: visit.subjectId }, data });
const session = (data: object) => (visit: Visit) =>
  db().session.update({ where: { id: visit.agentSessionId ?? '' }, data });
const workspace = (data: object) => (visit: Visit) =>
  db().workspace.update({ where: { id: visit.workspaceId }, data });
const itself = (data: object) => (visit: Visit) => rewriteVisit(visit.id, data);

/** Everything that a visit depends on, and whether it is open then. */
const STATES: Array<[string, boolean, (visit: Visit) => Promise<unknown>]> = [
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

it.each(STATES)('says by row and by query whether a visit is open: %s', async (_state, isOpen, change) => {
  const { id } = await makeVisit(await makeStaff(), await makeMember(), {
    startedAt: before(MINUTE),
    expiresAt: before(-HOUR),
  });
  await change(await db().supportVisit.findUniqueOrThrow({ where: { id } }));
  const row = await db().supportVisit.findUniqueOrThrow({ where: { id }, select: standingColumns });
  expect(endingOf(row, at) === undefined, 'by row').toBe(isOpen);
  const open = await db().supportVisit.count({ where: { id, ...openVisits(at) } });
  expect(open === 1, 'by query').toBe(isOpen);
  const over = await db().supportVisit.count({ where: { id, endedAt: null, NOT: openVisits(at) } });
  expect(over === 1, 'by the query for those that are over').toBe(!isOpen);
});
