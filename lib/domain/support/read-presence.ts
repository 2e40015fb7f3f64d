import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { openVisits, visitMode } from '@/lib/domain/support/visit-state';
import { ok, type Result } from '@/lib/errors';

/** One of support's agents who is in the workspace right now. */
export interface Presence {
  visitId: string;
  agent: { name: string; team: string | null };
  /** The member that the agent stands in for. */
  subject: string;
  mode: 'view' | 'act';
  expiresAt: Date;
  /** Whether the agent waits for leave to act. */
  asks: boolean;
}

/** Who of support is in the actor's workspace right now. Refuses with FORBIDDEN. */
export async function readPresence(actor: Actor): Promise<Result<Presence[]>> {
  const authorized = authorizeInWorkspace(actor, 'support/read-presence');
  if (!authorized.ok) return authorized;
  const at = now();
  const visits = await db().supportVisit.findMany({
    where: { ...openVisits(at), workspaceId: authorized.value.workspaceId },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      expiresAt: true,
      actAskedAt: true,
      actAnsweredAt: true,
      actGranted: true,
      agent: { select: { name: true, team: true } },
      subject: { select: { name: true } },
      workspace: { select: { supportAccess: true, supportActsUntil: true } },
    },
  });
  return ok(
    visits.map((visit) => {
      const mode = visitMode(visit.workspace, visit, at);
      return {
        visitId: visit.id,
        agent: visit.agent,
        subject: visit.subject.name,
        mode,
        expiresAt: visit.expiresAt,
        asks: mode === 'view' && visit.actAskedAt !== null && visit.actAnsweredAt === null,
      };
    }),
  );
}
