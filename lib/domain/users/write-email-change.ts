import { now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import type { Transaction } from '@/lib/db/client';
import type { MailDraft } from '@/lib/domain/mails/enqueue';
import { addressInUseMail, emailChangeMail } from '@/lib/domain/users/mail-texts';
import { newToken } from '@/lib/domain/users/one-time-token';
import { isTaken } from '@/lib/domain/users/write-verification';

/**
 * The mail to the address that a user wants to change to: a link that confirms the change or, if another user has confirmed
 * the address, a note about that. Null if the change was withdrawn or replaced. Only the owner of the mailbox learns which.
 */
export async function writeEmailChange(
  tx: Transaction,
  userId: string,
  to: string,
): Promise<MailDraft | null> {
  if (await isTaken(tx, to, userId)) return { to, ...addressInUseMail() };
  const token = newToken();
  const { count } = await tx.emailChange.updateMany({
    where: { userId, email: to, expiresAt: { gt: now() } },
    data: { tokenHash: sha256(token) },
  });
  return count === 1 ? { to, ...emailChangeMail(token) } : null;
}
