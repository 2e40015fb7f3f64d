import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { checkPermission } from '@/lib/domain/permissions';
import { endSessions } from '@/lib/domain/sessions/end';
import { ok, type Result } from '@/lib/errors';

/**
 * Ends the actor's own session: its cookie is worth nothing from the next request on.
 * Refuses with FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function signOut(actor: Actor): Promise<Result<null>> {
  const checked = checkPermission(actor, 'users/sign-out');
  if (!checked.ok) return checked;
  if (!('sessionId' in actor)) throw new Error(`${actor.kind} has no session to end.`);
  const { sessionId, userId } = actor;
  await db().$transaction(async (tx) => {
    const ended = await endSessions(tx, { id: sessionId });
    if (ended > 0) await recordAudit(tx, actor, { action: 'user.sign_out', targetId: userId });
  });
  return ok(null);
}
