import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { nothingElseSchema } from '@/lib/domain/own-account/schema';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Withdraws the email change that the signed-in member began. Its link stops working. Refuses with INVALID_REQUEST,
 * CONFLICT if there is none, FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function cancelEmailChange(actor: Actor, input: unknown): Promise<Result<null>> {
  const authorized = authorizeMember(actor, 'own-account/cancel-email-change');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const parsed = parse(nothingElseSchema, input);
  if (!parsed.ok) return parsed;
  const { userId } = member;
  return transact(member, async (tx) => {
    const { count } = await tx.emailChange.deleteMany({ where: { userId } });
    if (count === 0) return refuse('CONFLICT', 'No change of your email address waits for its link.');
    await recordAudit(tx, member, { action: 'user.cancel_email_change', targetId: userId });
    return ok(null);
  });
}
