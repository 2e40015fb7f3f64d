import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { requireEnabledStaff } from '@/lib/domain/staff/find';
import { makeOneTimePassword } from '@/lib/domain/staff/one-time-password';
import { revokeCredentials } from '@/lib/domain/staff/revoke-credentials';
import { resetStaffSchema } from '@/lib/domain/staff/schema';
import { transact } from '@/lib/domain/transact';
import { forgetGuesses } from '@/lib/domain/users/forget-guesses';
import { ok, type Result } from '@/lib/errors';

/**
 * Resets a staff member who has lost the password, the authenticator or the recovery codes: they get a new one-time
 * password, and nothing old works. Refuses with FORBIDDEN, INVALID_REQUEST or NOT_FOUND.
 */
export async function resetStaff(
  actor: Actor,
  input: unknown,
): Promise<Result<{ email: string; password: string }>> {
  const authorized = authorizeSystem(actor, 'staff/reset');
  if (!authorized.ok) return authorized;
  const parsed = parse(resetStaffSchema, input);
  if (!parsed.ok) return parsed;
  const { email } = parsed.value;
  const made = await makeOneTimePassword(email);
  if (!made.ok) return made;
  const { password, columns } = made.value;

  const reset = await transact(authorized.value, async (tx) => {
    const found = await requireEnabledStaff(tx, email);
    if (!found.ok) return found;
    const { id } = found.value;
    await tx.user.update({ where: { id }, data: columns, select: { id: true } });
    const { sessionsEnded } = await revokeCredentials(tx, id);
    await recordAudit(tx, authorized.value, {
      action: 'staff.reset',
      targetId: id,
      detail: { sessionsEnded },
    });
    return ok({ id });
  });
  if (!reset.ok) return reset;
  await forgetGuesses(email, reset.value.id);
  return ok({ email, password });
}
