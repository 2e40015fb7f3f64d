import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor, ImpersonationMode } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { accessColumns, impersonationMode } from '@/lib/domain/impersonation/access-policy';
import {
  actRequestState,
  extensionRequestState,
  requestColumns,
} from '@/lib/domain/impersonation/request-state';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import { ok, type Result } from '@/lib/errors';

/** What support asks for: to make changes, or to extend the session. */
export type RequestKind = 'act' | 'extension';

/** A request of support that waits for an answer. */
export interface OpenRequest {
  kind: RequestKind;
  /** In ISO 8601. It tells the request apart from earlier ones of its kind. */
  askedAt: string;
  reason: string | null;
}

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
  /** At most one of each kind. */
  requests: OpenRequest[];
}

const activeColumns = {
  id: true,
  reason: true,
  ticket: true,
  ...requestColumns,
  actReason: true,
  extensionReason: true,
  agent: { select: { name: true, team: true } },
  subject: { select: { name: true } },
  workspace: { select: accessColumns },
} satisfies Prisma.ImpersonationSessionSelect;

type Row = Prisma.ImpersonationSessionGetPayload<{ select: typeof activeColumns }>;

function openRequests(row: Row, mode: ImpersonationMode): OpenRequest[] {
  const requests: OpenRequest[] = [];
  // Who can make changes without asking needs no answer.
  if (row.actAskedAt && mode === 'view' && actRequestState(row) === 'open') {
    requests.push({ kind: 'act', askedAt: row.actAskedAt.toISOString(), reason: row.actReason });
  }
  if (row.extensionAskedAt && extensionRequestState(row) === 'open') {
    requests.push({
      kind: 'extension',
      askedAt: row.extensionAskedAt.toISOString(),
      reason: row.extensionReason,
    });
  }
  return requests;
}

/** The open impersonation sessions in the actor's workspace, oldest first. Refuses with FORBIDDEN. */
export async function listActiveSessions(actor: Actor): Promise<Result<ActiveSession[]>> {
  const authorized = authorizeInWorkspace(actor, 'impersonation/active-sessions');
  if (!authorized.ok) return authorized;
  const at = now();
  const impersonations = await db().impersonationSession.findMany({
    where: { ...openImpersonations(at), workspaceId: authorized.value.workspaceId },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
    select: activeColumns,
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
        requests: openRequests(impersonation, mode),
      };
    }),
  );
}
