import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { recordEnd } from '@/lib/domain/impersonation/record-end';
import { endOf, validityColumns } from '@/lib/domain/impersonation/session-validity';
import { ok, type Result } from '@/lib/errors';

/**
 * Records the end of impersonation sessions that are over and whose agents have sent no request since. Each agent has at most
 * one without a recorded end. Returns how many ended.
 *
 * Refuses everyone but the system with FORBIDDEN.
 */
export async function endOverdueImpersonations(actor: Actor): Promise<Result<number>> {
  const authorized = authorizeSystem(actor, 'impersonation/end-overdue');
  if (!authorized.ok) return authorized;
  const at = now();
  const impersonations = await db().impersonationSession.findMany({
    where: { endedAt: null },
    select: validityColumns,
  });
  let ended = 0;
  for (const impersonation of impersonations) {
    const end = endOf(impersonation, at);
    if (end && (await db().$transaction((tx) => recordEnd(tx, actor, impersonation, end)))) ended += 1;
  }
  return ok(ended);
}
