import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { deviceName } from '@/lib/domain/own-account/device-name';
import { endSessionSchema } from '@/lib/domain/own-account/schema';
import { parse } from '@/lib/domain/parse';
import { endSessions } from '@/lib/domain/sessions/end';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Ends another session of the signed-in member, from its next request. Refuses with INVALID_REQUEST, CONFLICT for the
 * session that asks, which signs out instead, NOT_FOUND (also for a session of somebody else), FORBIDDEN or
 * NOT_FOR_SUPPORT.
 */
export async function endSession(actor: Actor, input: unknown): Promise<Result<null>> {
  const authorized = authorizeMember(actor, 'own-account/end-session');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { userId } = member;
  const parsed = parse(endSessionSchema, input);
  if (!parsed.ok) return parsed;
  const { sessionId } = parsed.value;
  if (sessionId === member.sessionId)
    return refuse('CONFLICT', 'This is your session here. Sign out instead.');
  return transact(member, async (tx) => {
    const ended = await endSessions(tx, { userId, id: sessionId });
    if (ended === 0) return refuse('NOT_FOUND', 'This session has ended already.');
    const { userAgent, address } = await tx.session.findUniqueOrThrow({
      where: { id: sessionId, userId },
      select: { userAgent: true, address: true },
    });
    await recordAudit(tx, member, {
      action: 'user.end_session',
      targetId: sessionId,
      detail: { device: deviceName(userAgent), address },
    });
    return ok(null);
  });
}
