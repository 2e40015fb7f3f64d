import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor, ImpersonationMode } from '@/lib/domain/actor';
import { authorizeStaff } from '@/lib/domain/authorize';
import { accessColumns, impersonationMode } from '@/lib/domain/impersonation/access-policy';
import {
  actRequestState,
  extensionRequestState,
  requestColumns,
} from '@/lib/domain/impersonation/request-state';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import { ok, type Result } from '@/lib/errors';

const MOST = 100;

export interface OpenImpersonationView {
  id: string;
  agent: { name: string; team: string | null };
  /** The name of the member. */
  subject: string;
  workspace: { id: string; name: string };
  reason: string;
  ticket: string;
  startedAt: Date;
  expiresAt: Date;
  mode: ImpersonationMode;
  /** Whether the agent waits for an answer to a request to make changes or to extend the session. */
  asksToAct: boolean;
  asksToExtend: boolean;
}

/** The open impersonation sessions of all agents, newest first. Refuses with FORBIDDEN. */
export async function listOpenImpersonations(actor: Actor): Promise<Result<OpenImpersonationView[]>> {
  const authorized = authorizeStaff(actor, 'impersonation/list-open');
  if (!authorized.ok) return authorized;
  const at = now();
  const impersonations = await db().impersonationSession.findMany({
    where: openImpersonations(at),
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: MOST,
    select: {
      id: true,
      reason: true,
      ticket: true,
      startedAt: true,
      expiresAt: true,
      ...requestColumns,
      agent: { select: { name: true, team: true } },
      subject: { select: { name: true } },
      workspace: { select: { id: true, name: true, ...accessColumns } },
    },
  });
  return ok(
    impersonations.map((row) => {
      const mode = impersonationMode(row.workspace, row, at);
      return {
        id: row.id,
        agent: row.agent,
        subject: row.subject.name,
        workspace: { id: row.workspace.id, name: row.workspace.name },
        reason: row.reason,
        ticket: row.ticket,
        startedAt: row.startedAt,
        expiresAt: row.expiresAt,
        mode,
        asksToAct: mode === 'view' && actRequestState(row) === 'open',
        asksToExtend: extensionRequestState(row) === 'open',
      };
    }),
  );
}
