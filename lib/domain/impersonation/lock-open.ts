import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { ImpersonatedActor } from '@/lib/domain/actor';
import { impersonationMode } from '@/lib/domain/impersonation/access-policy';
import { endOf, validityColumns } from '@/lib/domain/impersonation/session-validity';
import { refuseViewOnly } from '@/lib/domain/permissions';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Checks that an impersonation session has not ended since the request began, and keeps it open until the transaction
 * ends. Call it before any other lock is taken.
 *
 * Refuses with UNAUTHENTICATED, or VIEW_ONLY if the approval of changes was withdrawn.
 */
export async function lockOpenImpersonation(
  tx: Transaction,
  { impersonationId, mode }: ImpersonatedActor,
): Promise<Result<null>> {
  await tx.$queryRaw`SELECT 1 FROM impersonation_sessions WHERE id = ${impersonationId} FOR SHARE`;
  const impersonation = await tx.impersonationSession.findFirst({
    where: { id: impersonationId, endedAt: null },
    select: { ...validityColumns, actGranted: true },
  });
  const at = now();
  if (!impersonation || endOf(impersonation, at)) {
    return refuse('UNAUTHENTICATED', 'The support session has ended.');
  }
  const isApproved = impersonationMode(impersonation.workspace, impersonation, at) === 'act';
  return mode === 'act' && !isApproved ? refuseViewOnly() : ok(null);
}
