import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type ImpersonatedActor, type StaffActor, SYSTEM } from '@/lib/domain/actor';
import type { Person } from '@/lib/domain/sessions/resolve';
import { finishVisit } from '@/lib/domain/support/finish-visit';
import { endingOf, standingColumns, subjectRole } from '@/lib/domain/support/standing';
import { visitMode } from '@/lib/domain/support/visit-state';

/** What the agent has asked the customer for, and what came of it. */
export type ActRequest = 'none' | 'open' | 'granted' | 'refused';

/** An agent who stands in for a member right now. */
export interface Impersonated {
  kind: 'impersonated';
  actor: ImpersonatedActor;
  /** The member. */
  person: Person;
  workspace: { id: string; name: string };
  visit: {
    id: string;
    mode: 'view' | 'act';
    expiresAt: Date;
    request: ActRequest;
    /** Whether the workspace lets support ask to act. */
    mayAsk: boolean;
  };
}

function requestOf(visit: { actAskedAt: Date | null; actGranted: boolean | null }): ActRequest {
  if (!visit.actAskedAt) return 'none';
  if (visit.actGranted === null) return 'open';
  return visit.actGranted ? 'granted' : 'refused';
}

/**
 * Whom the agent stands in for by a visit at this moment; null when there is no such visit of this very session, or
 * it is over. Asked at every request, so that whatever ends a visit ends it at once; the first to find out writes it
 * down.
 */
export async function resolveVisit(
  agent: StaffActor,
  { visitId, subjectId }: { visitId: string; subjectId: string },
): Promise<Impersonated | null> {
  const visit = await db().supportVisit.findFirst({
    where: {
      id: visitId,
      subjectId,
      agentId: agent.userId,
      agentSessionId: agent.sessionId,
      endedAt: null,
    },
    select: { ...standingColumns, actAskedAt: true, actGranted: true },
  });
  if (!visit) return null;
  const at = now();
  const ending = endingOf(visit, at);
  const role = subjectRole(visit);
  if (ending || !role) {
    if (ending) await db().$transaction((tx) => finishVisit(tx, SYSTEM, visit, ending));
    return null;
  }
  const { subject, workspace, workspaceId, expiresAt } = visit;
  const mode = visitMode(workspace, visit, at);
  return {
    kind: 'impersonated',
    actor: {
      kind: 'impersonated',
      userId: subjectId,
      workspaceId,
      role,
      emailVerified: subject.emailVerifiedAt !== null,
      agentId: agent.userId,
      visitId,
      mode,
      address: agent.address,
    },
    person: { userId: subjectId, name: subject.name, email: subject.email },
    workspace: { id: workspaceId, name: workspace.name },
    visit: {
      id: visitId,
      mode,
      expiresAt,
      request: requestOf(visit),
      mayAsk: workspace.supportAccess === 'ask',
    },
  };
}

/** The visit that a session of an agent's opened last, which may be over; null when it opened none. */
export async function lastVisitOf({
  sessionId,
}: Pick<StaffActor, 'sessionId'>): Promise<{ id: string; workspaceId: string } | null> {
  return db().supportVisit.findFirst({
    where: { agentSessionId: sessionId },
    orderBy: { startedAt: 'desc' },
    select: { id: true, workspaceId: true },
  });
}
