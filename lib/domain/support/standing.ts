import type { Prisma } from '@/lib/db/generated/client';
import type { Role } from '@/lib/db/generated/enums';
import { IDLE_LIFETIME } from '@/lib/domain/sessions/lifetime';
import type { Ending } from '@/lib/domain/support/finish-visit';

/** Everything that a visit stands on. */
export const standingColumns = {
  id: true,
  workspaceId: true,
  expiresAt: true,
  agent: { select: { kind: true, staffRole: true, disabledAt: true } },
  agentSession: { select: { endedAt: true, expiresAt: true, lastSeenAt: true } },
  workspace: { select: { name: true, supportAccess: true, supportActsUntil: true } },
  subject: {
    select: {
      kind: true,
      name: true,
      email: true,
      emailVerifiedAt: true,
      disabledAt: true,
      memberships: { select: { workspaceId: true, role: true } },
    },
  },
} satisfies Prisma.SupportVisitSelect;

export type StandingRow = Prisma.SupportVisitGetPayload<{ select: typeof standingColumns }>;

/** The role that the member of a visit has in its workspace; undefined when they cannot be stood in for any more. */
export function subjectRole({ subject, workspaceId }: StandingRow): Role | undefined {
  if (subject.kind !== 'member' || subject.disabledAt) return undefined;
  return subject.memberships.find((membership) => membership.workspaceId === workspaceId)?.role;
}

function agentIsIn({ agent, agentSession }: StandingRow, at: Date): boolean {
  if (agent.kind !== 'staff' || agent.disabledAt) return false;
  if (agent.staffRole !== 'support' && agent.staffRole !== 'lead') return false;
  if (!agentSession || agentSession.endedAt || agentSession.expiresAt <= at) return false;
  return at.getTime() - agentSession.lastSeenAt.getTime() < IDLE_LIFETIME;
}

/** How an open visit has come to its end by `at`, if it has. */
export function endingOf(visit: StandingRow, at: Date): Ending | undefined {
  if (visit.expiresAt <= at) return { end: 'time', at: visit.expiresAt, endedById: null };
  if (visit.workspace.supportAccess === 'never') return { end: 'customer', at, endedById: null };
  if (agentIsIn(visit, at) && subjectRole(visit)) return undefined;
  return { end: 'access', at, endedById: null };
}
