import { now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { mailAccountNotice } from '@/lib/domain/own-account/notice-mail';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { linkSchema } from '@/lib/domain/users/schema';
import { ok, type Result, refuse } from '@/lib/errors';

function refuseLink(): Result<never> {
  return refuse('INVALID_LINK', 'This link has expired or was already used. Begin the change again.');
}

/**
 * Changes the address of the signed-in person to the one that the token was sent to, which confirms it. Works once. The
 * token proves access to the mailbox, and the session proves which account asks. The old address is told, and the links
 * that were sent to it stop working.
 *
 * Refuses with FORBIDDEN if the token is for another account (it still works), and with INVALID_LINK if it is unknown, used,
 * withdrawn or expired, or if another user has confirmed the address.
 */
export async function confirmEmailChange(actor: Actor, input: unknown): Promise<Result<{ email: string }>> {
  const authorized = authorizeCustomer(actor, 'own-account/confirm-email-change');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const { userId } = person;
  const parsed = parse(linkSchema, input);
  if (!parsed.ok) return refuseLink();
  const link = { tokenHash: sha256(parsed.value.token), expiresAt: { gt: now() } };
  const linked = await db().emailChange.findFirst({ where: link, select: { userId: true } });
  if (!linked) return refuseLink();
  if (linked.userId !== userId) return refuse('FORBIDDEN', 'This link is for another account than yours.');
  const changed = transact(person, async (tx) => {
    const change = await tx.emailChange.findFirst({
      where: { userId, ...link },
      select: { email: true, passwordHash: true },
    });
    const { count } = await tx.emailChange.deleteMany({ where: { userId, ...link } });
    if (!change || count === 0) return refuseLink();
    const { email, passwordHash } = change;
    const { email: from } = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { email: true },
    });
    await mailAccountNotice(tx, userId, 'email changed');
    await tx.user.updateMany({
      where: { id: userId },
      data: { email, passwordHash, emailVerifiedAt: now() },
    });
    await tx.oneTimeToken.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now() } });
    await recordAudit(tx, person, {
      action: 'user.change_email',
      targetId: userId,
      detail: { from, to: email },
    });
    return ok({ email });
  });
  return changed.catch((error: unknown) => {
    // Another user has confirmed the address, or claims it with the same password.
    if (!isUniqueViolation(error)) throw error;
    return refuseLink();
  });
}
