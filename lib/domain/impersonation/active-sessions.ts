import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor, ImpersonationMode } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { accessColumns, impersonationMode } from '@/lib/domain/impersonation/access-policy';
import { actRequestColumns } from '@/lib/domain/impersonation/act-request-state';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import { ok, type Result } from '@/lib/errors';

/** An open impersonation session, as every page of the workspace shows it. */
export interface ActiveSession {
  impersonationId: string;
  agent: { name: string; team: string | null };
  /** The name of the member whom the agent views the workspace as. */
  subject: string;
  /** Why the agent views the workspace. */
  reason: string;
  ticket: string;
  mode: ImpersonationMode;
  /** The request to make changes that waits for an answer. `askedAt` is in ISO 8601 and identifies it. */
  request: { askedAt: string; reason: string | null } | null;
}

function openRequest({
  actAskedAt,
  actGranted,
  actReason,
}: {
  actAskedAt: Date | null;
  actGranted: boolean | null;
  actReason: string | null;
}): ActiveSession['request'] {
  if (!actAskedAt || actGranted !== null) return null;
  return { askedAt: actAskedAt.toISOString(), reason: actReason };
}

/** The open impersonation sessions in the actor's workspace, oldest first. Refuses with FORBIDDEN. */
export async function listActiveSessions(actor: Actor): Promise<Result<ActiveSession[]>> {
  const authorized = authorizeInWorkspace(actor, 'impersonation/active-sessions');
  if (!authorized.ok) return authorized;
  const at = now();
  const impersonations = await db().impersonationSession.findMany({
    where: { ...openImpersonations(at), workspaceId: authorized.value.workspaceId },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      reason: true,
      ticket: true,
      ...actRequestColumns,
      actReason: true,
      agent: { select: { name: true, team: true } },
      subject: { select: { name: true } },
      workspace: { select: accessColumns },
    },
  });
  return ok(
    impersonations.map((impersonation) => {
      const mode = impersonationMode(impersonation.workspace, impersonation, at);
      return {
        impersonationId: impersonation.id,
        agent: impersonation.agent,
        subject: impersonation.subject.name,
        reason: impersonation.reason,
        ticket: impersonation.ticket,
        mode,
        request: mode === 'view' ? openRequest(impersonation) : null,
      };
    }),
  );
}
