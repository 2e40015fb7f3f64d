import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeStaff } from '@/lib/domain/authorize';
import { openVisits, visitMode } from '@/lib/domain/support/visit-state';
import { ok, type Result } from '@/lib/errors';

const MOST = 100;

export interface OpenVisitView {
  id: string;
  agent: { name: string; team: string | null };
  /** The name of the member. */
  subject: string;
  workspace: { id: string; name: string };
  reason: string;
  ticket: string;
  startedAt: Date;
  expiresAt: Date;
  mode: 'view' | 'act';
}

/** The visits that go on, of all agents, the newest first. Refuses with FORBIDDEN. */
export async function listOpenVisits(actor: Actor): Promise<Result<OpenVisitView[]>> {
  const authorized = authorizeStaff(actor, 'support/list-open');
  if (!authorized.ok) return authorized;
  const at = now();
  const visits = await db().supportVisit.findMany({
    where: openVisits(at),
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: MOST,
    select: {
      id: true,
      reason: true,
      ticket: true,
      startedAt: true,
      expiresAt: true,
      actGranted: true,
      agent: { select: { name: true, team: true } },
      subject: { select: { name: true } },
      workspace: { select: { id: true, name: true, supportAccess: true, supportActsUntil: true } },
    },
  });
  return ok(
    visits.map(({ actGranted, subject, workspace, ...visit }) => ({
      ...visit,
      subject: subject.name,
      workspace: { id: workspace.id, name: workspace.name },
      mode: visitMode(workspace, { actGranted }, at),
    })),
  );
}
