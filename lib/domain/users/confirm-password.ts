import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { countAttempt, forgiveAttempt } from '@/lib/domain/throttle/attempts';
import { refuseBusy } from '@/lib/domain/users/new-password';
import { hashPassword } from '@/lib/domain/users/password-hash';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Makes sure that somebody who is signed in knows their password: a session alone may be another's by now.
 * Refuses with INVALID_REQUEST or TOO_MANY_ATTEMPTS.
 */
export async function confirmPassword(
  { userId, address }: MemberActor | StaffActor,
  password: string | undefined,
): Promise<Result<null>> {
  const { email } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const admitted = await countAttempt('sign-in', email, address);
  if (!admitted.ok) return admitted;
  const passwordHash = await hashPassword(email, password ?? '');
  if (!passwordHash) return refuseBusy();
  const found = await db().user.count({ where: { id: userId, passwordHash } });
  if (found === 0) {
    return refuse('INVALID_REQUEST', 'Some of the input is not valid.', {
      fields: { password: 'This is not your password.' },
    });
  }
  await forgiveAttempt('sign-in', email, address);
  return ok(null);
}
