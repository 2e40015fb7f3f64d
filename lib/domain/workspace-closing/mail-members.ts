import type { Transaction } from '@/lib/db/client';
import { enqueueMail, type MailDraft } from '@/lib/domain/mails/enqueue';

/** Emails the members of a workspace who have confirmed their address. */
export async function mailMembers(
  tx: Transaction,
  workspaceId: string,
  write: (to: string) => MailDraft,
): Promise<void> {
  const members = await tx.membership.findMany({
    where: { workspaceId, user: { emailVerifiedAt: { not: null }, disabledAt: null } },
    orderBy: { userId: 'asc' },
    select: { user: { select: { email: true } } },
  });
  for (const { user } of members) await enqueueMail(tx, write(user.email));
}
