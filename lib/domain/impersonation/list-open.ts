import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor, ImpersonationMode } from '@/lib/domain/actor';
import { authorizeStaff } from '@/lib/domain/authorize';
import { accessColumns, impersonationMode } from '@/lib/domain/impersonation/access-policy';
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
      actGranted: true,
      agent: { select: { name: true, team: true } },
      subject: { select: { name: true } },
      workspace: { select: { id: true, name: true, ...accessColumns } },
    },
  });
  return ok(
    impersonations.map(({ actGranted, subject, workspace, ...impersonation }) => ({
      ...impersonation,
      subject: subject.name,
      workspace: { id: workspace.id, name: workspace.name },
      mode: impersonationMode(workspace, { actGranted }, at),
    })),
  );
}
