import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { Actor, StaffActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { recordEnd } from '@/lib/domain/impersonation/record-end';
import { validityColumns } from '@/lib/domain/impersonation/session-validity';
import { checkPermission } from '@/lib/domain/permissions';
import { endSessions } from '@/lib/domain/sessions/end';
import { ok, type Result } from '@/lib/errors';

async function exitImpersonation(tx: Transaction, actor: StaffActor): Promise<void> {
  const impersonation = await tx.impersonationSession.findFirst({
    where: { agentSessionId: actor.sessionId, endedAt: null },
    select: validityColumns,
  });
  if (!impersonation) return;
  await recordEnd(tx, actor, impersonation, { endReason: 'exit', endedAt: now(), endedById: actor.userId });
}

/**
 * Ends the actor's own session and their impersonation session, from the next request. Refuses with FORBIDDEN or
 * NOT_FOR_SUPPORT.
 */
export async function signOut(actor: Actor): Promise<Result<null>> {
  const checked = checkPermission(actor, 'users/sign-out');
  if (!checked.ok) return checked;
  if (!('sessionId' in actor)) throw new Error(`${actor.kind} has no session to end.`);
  const { sessionId, userId } = actor;
  await db().$transaction(async (tx) => {
    if (actor.kind === 'staff') await exitImpersonation(tx, actor);
    const ended = await endSessions(tx, { id: sessionId });
    if (ended > 0) await recordAudit(tx, actor, { action: 'user.sign_out', targetId: userId });
  });
  return ok(null);
}
