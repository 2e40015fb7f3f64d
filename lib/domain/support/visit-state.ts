import type { Prisma } from '@/lib/db/generated/client';
import type { SupportAccess } from '@/lib/db/generated/enums';
import { IDLE_LIFETIME } from '@/lib/domain/sessions/lifetime';

/**
 * The visits that are open at a moment, by the same rules as `endingOf` in standing.ts. One difference: a member who
 * left this workspace and is still in another is noticed at the agent's next request, not by this query.
 */
export function openVisits(at: Date) {
  return {
    endedAt: null,
    expiresAt: { gt: at },
    workspace: { supportAccess: { not: 'never' } },
    // `not: null` keeps the condition false, and not null, for an agent without a role, so that NOT finds them.
    agent: { kind: 'staff', disabledAt: null, staffRole: { in: ['support', 'lead'], not: null } },
    subject: { kind: 'member', disabledAt: null, memberships: { some: {} } },
    agentSession: {
      endedAt: null,
      expiresAt: { gt: at },
      lastSeenAt: { gt: new Date(at.getTime() - IDLE_LIFETIME) },
    },
  } satisfies Prisma.SupportVisitWhereInput;
}

/** What a workspace lets support do. */
export interface AccessPolicy {
  supportAccess: SupportAccess;
  supportActsUntil: Date | null;
}

/** Until when support may act in the workspace without asking; null when it has to ask, or may not act. */
export function actsUntil({ supportAccess, supportActsUntil }: AccessPolicy, at: Date): Date | null {
  if (supportAccess !== 'ask' || !supportActsUntil) return null;
  return supportActsUntil > at ? supportActsUntil : null;
}

/** What a visit may do at a moment. */
export function visitMode(
  policy: AccessPolicy,
  { actGranted }: { actGranted: boolean | null },
  at: Date,
): 'view' | 'act' {
  if (policy.supportAccess !== 'ask') return 'view';
  return actGranted || actsUntil(policy, at) ? 'act' : 'view';
}
