import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type ImpersonatedActor, type ImpersonationMode, type StaffActor, SYSTEM } from '@/lib/domain/actor';
import { impersonationMode } from '@/lib/domain/impersonation/access-policy';
import { extendedEnd } from '@/lib/domain/impersonation/duration';
import { recordEnd } from '@/lib/domain/impersonation/record-end';
import {
  actRequestState,
  extensionRequestState,
  type RequestState,
  requestColumns,
} from '@/lib/domain/impersonation/request-state';
import { endOf, subjectRole, validityColumns } from '@/lib/domain/impersonation/session-validity';
import type { Person } from '@/lib/domain/sessions/resolve';

/** An agent in an open impersonation session. */
export interface Impersonated {
  kind: 'impersonated';
  actor: ImpersonatedActor;
  /** The member. */
  person: Person;
  workspace: { id: string; name: string };
  impersonation: {
    id: string;
    mode: ImpersonationMode;
    expiresAt: Date;
    actRequest: RequestState;
    /** Whether the workspace lets support ask to act. */
    mayAsk: boolean;
    extensionRequest: RequestState;
    /** Whether the session can be extended once more. */
    mayExtend: boolean;
  };
}

/**
 * The member whom the agent acts as in an impersonation session. Null when the agent's own session did not start it, or
 * when it is over; the first call after that records its end. Every request calls this, so a session ends at once.
 */
export async function resolveImpersonation(
  agent: StaffActor,
  { impersonationId, subjectId }: { impersonationId: string; subjectId: string },
): Promise<Impersonated | null> {
  const impersonation = await db().impersonationSession.findFirst({
    where: {
      id: impersonationId,
      subjectId,
      agentId: agent.userId,
      agentSessionId: agent.sessionId,
      endedAt: null,
    },
    select: { ...validityColumns, startedAt: true, ...requestColumns },
  });
  if (!impersonation) return null;
  const at = now();
  const end = endOf(impersonation, at);
  const role = subjectRole(impersonation);
  if (end || !role) {
    if (end) await db().$transaction((tx) => recordEnd(tx, SYSTEM, impersonation, end));
    return null;
  }
  const { subject, workspace, workspaceId, expiresAt } = impersonation;
  const mode = impersonationMode(workspace, impersonation, at);
  return {
    kind: 'impersonated',
    actor: {
      kind: 'impersonated',
      userId: subjectId,
      workspaceId,
      role,
      emailVerified: subject.emailVerifiedAt !== null,
      agentId: agent.userId,
      impersonationId,
      mode,
      address: agent.address,
    },
    person: { userId: subjectId, name: subject.name, email: subject.email },
    workspace: { id: workspaceId, name: workspace.name },
    impersonation: {
      id: impersonationId,
      mode,
      expiresAt,
      actRequest: actRequestState(impersonation),
      mayAsk: workspace.supportAccess === 'ask',
      extensionRequest: extensionRequestState(impersonation),
      mayExtend: extendedEnd(impersonation) !== null,
    },
  };
}

/** The latest impersonation session that the agent's own session started, open or not; null when there is none. */
export async function lastImpersonationOf({
  sessionId,
}: Pick<StaffActor, 'sessionId'>): Promise<{ id: string; workspaceId: string } | null> {
  return db().impersonationSession.findFirst({
    where: { agentSessionId: sessionId },
    orderBy: { startedAt: 'desc' },
    select: { id: true, workspaceId: true },
  });
}
