import type { Transaction } from '@/lib/db/client';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { alreadyRegisteredMail, verificationMail } from '@/lib/domain/users/mail-texts';
import { issueToken } from '@/lib/domain/users/one-time-token';

/** Whether a user other than `userId` has verified the address. */
async function isTaken(tx: Transaction, email: string, userId: string): Promise<boolean> {
  const owner = await tx.user.findFirst({
    where: { email, id: { not: userId }, emailVerifiedAt: { not: null } },
    select: { id: true },
  });
  return owner !== null;
}

/**
 * Writes to the address that a user claims: a link to confirm it or, when it is another user's, word of that.
 * What happened shows in that mailbox alone.
 */
export async function sendVerification(
  tx: Transaction,
  user: { id: string; email: string; name: string },
): Promise<void> {
  const token = await issueToken(tx, user.id, 'verifyEmail');
  const mail = (await isTaken(tx, user.email, user.id))
    ? alreadyRegisteredMail()
    : verificationMail(user.name, token);
  await enqueueMail(tx, { to: user.email, ...mail });
}
