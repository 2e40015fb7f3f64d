import type { Transaction } from '@/lib/db/client';
import type { MailDraft } from '@/lib/domain/mails/enqueue';
import { alreadyRegisteredMail, verificationMail } from '@/lib/domain/users/mail-texts';
import { issueToken } from '@/lib/domain/users/one-time-token';

/** Whether a user other than `userId` has verified the address. */
export async function isTaken(tx: Transaction, email: string, userId: string): Promise<boolean> {
  const owner = await tx.user.findFirst({
    where: { email, id: { not: userId }, emailVerifiedAt: { not: null } },
    select: { id: true },
  });
  return owner !== null;
}

/**
 * The mail to an address that a user claims: a link to confirm it or, if another user has confirmed it, a note about
 * that. Null if there is nothing to confirm. Only the owner of the mailbox learns which.
 */
export async function writeVerification(tx: Transaction, userId: string): Promise<MailDraft | null> {
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: { email: true, emailVerifiedAt: true },
  });
  if (!user || user.emailVerifiedAt) return null;
  const { email: to } = user;
  if (await isTaken(tx, to, userId)) return { to, ...alreadyRegisteredMail() };
  return { to, ...verificationMail(await issueToken(tx, userId, 'verifyEmail')) };
}
