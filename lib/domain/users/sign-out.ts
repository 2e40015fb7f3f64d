import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { Actor, StaffActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { checkPermission } from '@/lib/domain/permissions';
import { endSessions } from '@/lib/domain/sessions/end';
import { finishVisit } from '@/lib/domain/support/finish-visit';
import { ok, type Result } from '@/lib/errors';

async function exitVisit(tx: Transaction, actor: StaffActor): Promise<void> {
  const visit = await tx.supportVisit.findFirst({
    where: { agentSessionId: actor.sessionId, endedAt: null },
    select: { id: true, workspaceId: true },
  });
  if (visit) await finishVisit(tx, actor, visit, { end: 'exit', at: now(), endedById: actor.userId });
}

/**
 * Ends the actor's own session, and with it their visit: its cookie is worth nothing from the next request on.
 * Refuses with FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function signOut(actor: Actor): Promise<Result<null>> {
  const checked = checkPermission(actor, 'users/sign-out');
  if (!checked.ok) return checked;
  if (!('sessionId' in actor)) throw new Error(`${actor.kind} has no session to end.`);
  const { sessionId, userId } = actor;
  await db().$transaction(async (tx) => {
    if (actor.kind === 'staff') await exitVisit(tx, actor);
    const ended = await endSessions(tx, { id: sessionId });
    if (ended > 0) await recordAudit(tx, actor, { action: 'user.sign_out', targetId: userId });
  });
  return ok(null);
}
