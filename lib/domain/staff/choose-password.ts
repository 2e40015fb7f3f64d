import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeStaff } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { hashNewPassword } from '@/lib/domain/passwords/new-password';
import { choosePasswordSchema } from '@/lib/domain/staff/schema';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse, refuseFields } from '@/lib/errors';

/**
 * Sets the password that a staff member chooses after signing in with a one-time password. Refuses with
 * INVALID_REQUEST, TOO_MANY_ATTEMPTS, or CONFLICT if they have a password of their own.
 */
export async function choosePassword(actor: Actor, input: unknown): Promise<Result<null>> {
  const authorized = authorizeStaff(actor, 'staff/choose-password');
  if (!authorized.ok) return authorized;
  const { userId } = authorized.value;
  const parsed = parse(choosePasswordSchema, input);
  if (!parsed.ok) return parsed;
  const person = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, name: true },
  });
  const passwordHash = await hashNewPassword(person, parsed.value.password);
  if (!passwordHash.ok) return passwordHash;
  const chosen = transact(authorized.value, async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordEndsAt: { not: null } },
      data: { passwordHash: passwordHash.value, passwordEndsAt: null },
    });
    if (count === 0) return refuse('CONFLICT', 'You have a password of your own already.');
    await recordAudit(tx, authorized.value, { action: 'staff.choose_password', targetId: userId });
    return ok(null);
  });
  return chosen.catch((error: unknown) => {
    // A customer's account with the same address has the same password.
    if (!isUniqueViolation(error)) throw error;
    return refuseFields({ password: 'Choose another password.' });
  });
}
