import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { endSessions } from '@/lib/domain/sessions/end';
import { forgetAttempts } from '@/lib/domain/throttle/attempts';
import { hashNewPassword } from '@/lib/domain/users/new-password';
import { findTokenUser, spendToken } from '@/lib/domain/users/one-time-token';
import { resetPasswordSchema } from '@/lib/domain/users/schema';
import { ok, type Result, refuse } from '@/lib/errors';

function refuseLink(): Result<never> {
  return refuse('INVALID_LINK', 'This link was used already or has expired. Ask for a new one.');
}

/**
 * Sets a new password by a mailed token, which works once, and ends every session of the user. The mailbox has
 * proven itself, so its address counts as verified from here on.
 *
 * Refuses with INVALID_LINK, INVALID_REQUEST (a weak password leaves the token usable) or TOO_MANY_ATTEMPTS.
 */
export async function resetPassword(actor: Actor, input: unknown): Promise<Result<null>> {
  const authorized = authorizeSystem(actor, 'users/reset-password');
  if (!authorized.ok) return authorized;
  const visitor = authorized.value;
  const parsed = parse(resetPasswordSchema, input);
  if (!parsed.ok) return parsed.refusal.fields?.token ? refuseLink() : parsed;
  const { token, password } = parsed.value;
  const user = await findTokenUser(db(), token, 'resetPassword');
  if (!user) return refuseLink();
  const passwordHash = await hashNewPassword(user, password);
  if (!passwordHash.ok) return passwordHash;

  try {
    const spent = await db().$transaction(async (tx) => {
      if (!(await spendToken(tx, token, 'resetPassword'))) return false;
      await tx.user.update({
        where: { id: user.id },
        data: { passwordHash: passwordHash.value, emailVerifiedAt: user.emailVerifiedAt ?? now() },
        select: { id: true },
      });
      const sessionsEnded = await endSessions(tx, { userId: user.id });
      await recordAudit(tx, visitor, {
        action: 'user.reset_password',
        targetId: user.id,
        workspaceId: user.workspaceId,
        detail: { sessionsEnded },
      });
      return true;
    });
    if (!spent) return refuseLink();
  } catch (error) {
    // Another user has verified the address since the link was sent, or claims it with this very password.
    if (!isUniqueViolation(error)) throw error;
    return refuseLink();
  }
  await forgetAttempts('sign-in', user.email);
  return ok(null);
}
