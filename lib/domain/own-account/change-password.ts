import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { mailAccountNotice } from '@/lib/domain/own-account/notice-mail';
import { changePasswordSchema } from '@/lib/domain/own-account/schema';
import { parse } from '@/lib/domain/parse';
import { confirmPassword } from '@/lib/domain/passwords/confirm-password';
import { hashNewPassword } from '@/lib/domain/passwords/new-password';
import { normalizePassword } from '@/lib/domain/passwords/normalize-password';
import { endOtherSessions } from '@/lib/domain/sessions/end';
import { transact } from '@/lib/domain/transact';
import { forgetBrowsers } from '@/lib/domain/users/known-browsers';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** The refusal of a new password, as the form shows it. */
function refuseNewPassword(message: string): Result<never> {
  return refuseFields({ newPassword: message });
}

/**
 * Changes the password of the signed-in member, who gives the current one. It ends their other sessions, the links of
 * earlier password resets, an email change that has begun, and what the account knows of browsers, and emails them.
 * Returns how many sessions ended.
 *
 * Refuses with INVALID_REQUEST, TOO_MANY_ATTEMPTS, FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function changePassword(
  actor: Actor,
  input: unknown,
): Promise<Result<{ sessionsEnded: number }>> {
  const authorized = authorizeMember(actor, 'own-account/change-password');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { userId } = member;
  const parsed = parse(changePasswordSchema, input);
  if (!parsed.ok) return parsed;
  const { password, newPassword } = parsed.value;
  const confirmed = await confirmPassword(member, password);
  if (!confirmed.ok) return confirmed;
  if (newPassword === normalizePassword(password)) return refuseNewPassword('This is your current password.');
  const person = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, name: true },
  });
  const passwordHash = await hashNewPassword(person, newPassword);
  if (!passwordHash.ok) {
    const { password: weak } = passwordHash.refusal.fields ?? {};
    return weak ? refuseNewPassword(weak) : passwordHash;
  }

  const changed = transact(member, async (tx) => {
    // The hash is salted with the address. If the address has changed since, the hash would fit no password.
    const { count } = await tx.user.updateMany({
      where: { id: userId, email: person.email },
      data: { passwordHash: passwordHash.value },
    });
    if (count === 0) return refuseNewPassword('Your email address has just changed. Try again.');
    await tx.oneTimeToken.updateMany({
      where: { userId, purpose: 'resetPassword', usedAt: null },
      data: { usedAt: now() },
    });
    await tx.emailChange.deleteMany({ where: { userId } });
    await forgetBrowsers(tx, userId);
    const sessionsEnded = await endOtherSessions(tx, member);
    await mailAccountNotice(tx, userId, 'password');
    await recordAudit(tx, member, {
      action: 'user.change_password',
      targetId: userId,
      detail: { sessionsEnded },
    });
    return ok({ sessionsEnded });
  });
  return changed.catch((error: unknown) => {
    // Another user who claims the same address has this password.
    if (!isUniqueViolation(error)) throw error;
    return refuseNewPassword('Choose another password.');
  });
}
