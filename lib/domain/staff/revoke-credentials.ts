import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { endSessions } from '@/lib/domain/sessions/end';
import { forgetBrowsers } from '@/lib/domain/users/known-browsers';

/**
 * Revokes everything that a staff member can sign in with, except the password: sessions, second factor, recovery
 * codes, known browsers, emailed links and the link to their account at the OpenID provider.
 */
export async function revokeCredentials(tx: Transaction, userId: string): Promise<{ sessionsEnded: number }> {
  await tx.secondFactor.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await forgetBrowsers(tx, userId);
  await tx.oneTimeToken.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now() } });
  await tx.user.update({ where: { id: userId }, data: { oidcSubject: null }, select: { id: true } });
  return { sessionsEnded: await endSessions(tx, { userId }) };
}
