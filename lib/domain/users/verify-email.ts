import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { findTokenUser, spendToken } from '@/lib/domain/users/one-time-token';
import { linkSchema } from '@/lib/domain/users/schema';
import { ok, type Result, refuse } from '@/lib/errors';

function refuseLink(): Result<never> {
  return refuse('INVALID_LINK', 'This link has expired or was already used. Request a new one.');
}

/**
 * Confirms the address that the token was sent to, for the signed-in member who claims it. Works once. The token proves
 * access to the mailbox, and the session proves which account asks: a stranger who claims the address could have
 * requested the mail.
 *
 * Refuses with FORBIDDEN if the token is for another address (it still works), and with INVALID_LINK if it is unknown,
 * used or expired, or if another user has confirmed the address.
 */
export async function verifyEmail(actor: Actor, input: unknown): Promise<Result<{ email: string }>> {
  const authorized = authorizeCustomer(actor, 'users/verify-email');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { userId } = member;
  const parsed = parse(linkSchema, input);
  if (!parsed.ok) return refuseLink();
  const { token } = parsed.value;
  const linked = await findTokenUser(db(), token, 'verifyEmail');
  if (!linked) return refuseLink();
  const { email } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  if (linked.email !== email) return refuse('FORBIDDEN', 'This link is for another account than yours.');
  const verified = transact(member, async (tx) => {
    if (!(await spendToken(tx, { token, purpose: 'verifyEmail', userId: linked.id }))) return refuseLink();
    const { count } = await tx.user.updateMany({
      where: { id: userId, emailVerifiedAt: null },
      data: { emailVerifiedAt: now() },
    });
    if (count === 1) await recordAudit(tx, member, { action: 'user.verify_email', targetId: userId });
    return ok({ email });
  });
  return verified.catch((error: unknown) => {
    // The database allows one confirmed user for each address, even if two claims are confirmed at the same moment.
    if (!isUniqueViolation(error)) throw error;
    return refuseLink();
  });
}
