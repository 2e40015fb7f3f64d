import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/**
 * Withdraws the email change that the signed-in member began. Its link stops working. Refuses with FORBIDDEN or
 * NOT_FOR_SUPPORT.
 */
export async function cancelEmailChange(actor: Actor): Promise<Result<null>> {
  const authorized = authorizeMember(actor, 'own-account/cancel-email-change');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { userId } = member;
  return transact(member, async (tx) => {
    const { count } = await tx.emailChange.deleteMany({ where: { userId } });
    if (count > 0) await recordAudit(tx, member, { action: 'user.cancel_email_change', targetId: userId });
    return ok(null);
  });
}
