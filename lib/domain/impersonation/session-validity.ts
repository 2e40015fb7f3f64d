import type { Prisma } from '@/lib/db/generated/client';
import type { EndReason, Role } from '@/lib/db/generated/enums';
import { accessColumns } from '@/lib/domain/impersonation/access-policy';
import { IDLE_LIFETIME } from '@/lib/domain/sessions/lifetime';

/** How an impersonation session ended. */
export interface SessionEnd {
  endReason: EndReason;
  endedAt: Date;
  /** The user who ended it; null when time ran out or access was lost. */
  endedById: string | null;
}

/**
 * The query for the impersonation sessions that are open at `at`. It agrees with `endReason`, except that a member who
 * has left the workspace is found by `endOverdueImpersonations`.
 */
export function openImpersonations(at: Date) {
  return {
    endedAt: null,
    expiresAt: { gt: at },
    workspace: { supportAccess: { not: 'never' } },
    subject: { kind: 'member', disabledAt: null },
    agent: { kind: 'staff', disabledAt: null, staffRole: { in: ['support', 'lead'] } },
    agentSession: {
      endedAt: null,
      expiresAt: { gt: at },
      lastSeenAt: { gt: new Date(at.getTime() - IDLE_LIFETIME) },
    },
  } satisfies Prisma.ImpersonationSessionWhereInput;
}

/** The columns that decide whether an impersonation session is still valid. */
export const validityColumns = {
  id: true,
  workspaceId: true,
  expiresAt: true,
  agent: { select: { kind: true, staffRole: true, disabledAt: true } },
  agentSession: { select: { endedAt: true, expiresAt: true, lastSeenAt: true } },
  workspace: { select: { name: true, ...accessColumns } },
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
} satisfies Prisma.ImpersonationSessionSelect;

export type ValidityRow = Prisma.ImpersonationSessionGetPayload<{ select: typeof validityColumns }>;

/** The member's role in the workspace; undefined when the member is disabled or has left it. */
export function subjectRole({ subject, workspaceId }: ValidityRow): Role | undefined {
  if (subject.kind !== 'member' || subject.disabledAt) return undefined;
  return subject.memberships.find((membership) => membership.workspaceId === workspaceId)?.role;
}

function agentHasAccess({ agent, agentSession }: ValidityRow, at: Date): boolean {
  if (agent.kind !== 'staff' || agent.disabledAt) return false;
  if (agent.staffRole !== 'support' && agent.staffRole !== 'lead') return false;
  if (!agentSession || agentSession.endedAt || agentSession.expiresAt <= at) return false;
  return at.getTime() - agentSession.lastSeenAt.getTime() < IDLE_LIFETIME;
}

/** Why an impersonation session that has no recorded end is over at `at`; undefined while it is open. */
export function endReason(impersonation: ValidityRow, at: Date): EndReason | undefined {
  if (impersonation.expiresAt <= at) return 'time';
  if (impersonation.workspace.supportAccess === 'never') return 'customer';
  return agentHasAccess(impersonation, at) && subjectRole(impersonation) ? undefined : 'access';
}

/** The end to record for an impersonation session that is over at `at`; undefined while it is open. */
export function endOf(impersonation: ValidityRow, at: Date): SessionEnd | undefined {
  const reason = endReason(impersonation, at);
  if (!reason) return undefined;
  return { endReason: reason, endedAt: reason === 'time' ? impersonation.expiresAt : at, endedById: null };
}
