import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { nothingElseSchema } from '@/lib/domain/own-account/schema';
import { parse } from '@/lib/domain/parse';
import { endOtherSessions } from '@/lib/domain/sessions/end';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Ends all sessions of the signed-in member except the one that asks. Returns how many ended. Refuses with
 * INVALID_REQUEST, CONFLICT if there is none, FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function endAllOtherSessions(
  actor: Actor,
  input: unknown,
): Promise<Result<{ sessionsEnded: number }>> {
  const authorized = authorizeMember(actor, 'own-account/end-other-sessions');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const parsed = parse(nothingElseSchema, input);
  if (!parsed.ok) return parsed;
  return transact(member, async (tx) => {
    const sessionsEnded = await endOtherSessions(tx, member);
    if (sessionsEnded === 0) return refuse('CONFLICT', 'You have no other sessions.');
    await recordAudit(tx, member, {
      action: 'user.end_other_sessions',
      targetId: member.userId,
      detail: { sessionsEnded },
    });
    return ok({ sessionsEnded });
  });
}
