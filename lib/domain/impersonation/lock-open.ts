import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { ImpersonatedActor } from '@/lib/domain/actor';
import { impersonationMode } from '@/lib/domain/impersonation/access-policy';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import { refuseViewOnly } from '@/lib/domain/permissions';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Makes sure that an impersonation session has not ended since the request began, and that it does not end before the
 * transaction does. Call it before any other lock is taken.
 *
 * Refuses with UNAUTHENTICATED, or VIEW_ONLY if the approval of changes was withdrawn.
 */
export async function lockOpenImpersonation(
  tx: Transaction,
  { impersonationId, mode }: ImpersonatedActor,
): Promise<Result<null>> {
  await tx.$queryRaw`SELECT 1 FROM impersonation_sessions WHERE id = ${impersonationId} FOR SHARE`;
  const at = now();
  const open = await tx.impersonationSession.findFirst({
    where: { id: impersonationId, ...openImpersonations(at) },
    select: { actGranted: true, workspace: { select: { supportAccess: true, supportActsUntil: true } } },
  });
  if (!open) return refuse('UNAUTHENTICATED', 'The support session has ended.');
  if (mode === 'act' && impersonationMode(open.workspace, open, at) === 'view') return refuseViewOnly();
  return ok(null);
}
