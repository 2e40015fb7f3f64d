import type { Transaction } from '@/lib/db/client';
import { recordAudit } from '@/lib/domain/audit/record';
import type { MailDraft } from '@/lib/domain/mails/enqueue';
import { claimsOf } from '@/lib/domain/users/claims';
import { noAccountMail, passwordResetMail } from '@/lib/domain/users/mail-texts';
import { issueToken } from '@/lib/domain/users/one-time-token';

/**
 * The mail for a password reset: one link, no matter how many users claim the address, or a note that there is no
 * account. Only the owner of the mailbox learns which.
 */
export async function writePasswordReset(
  tx: Transaction,
  email: string,
  address: string | null,
): Promise<MailDraft> {
  const [first] = await claimsOf(tx, email);
  if (!first) return { to: email, ...noAccountMail() };
  const token = await issueToken(tx, first.id, 'resetPassword');
  const guest = { kind: 'system', address } as const;
  await recordAudit(tx, guest, { action: 'user.request_password_reset', targetId: first.id });
  return { to: email, ...passwordResetMail(token) };
}
