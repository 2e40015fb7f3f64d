import { db } from '@/lib/db/client';
import type { CustomerActor, StaffActor } from '@/lib/domain/actor';
import { refuseBusy } from '@/lib/domain/passwords/new-password';
import { hashTypedPassword } from '@/lib/domain/passwords/password-hash';
import { renewHash } from '@/lib/domain/passwords/renew-hash';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { ok, type Result, refuseFields } from '@/lib/errors';

/**
 * Checks that a signed-in user knows their password, because somebody else may be using the session. Refuses with
 * INVALID_REQUEST or TOO_MANY_ATTEMPTS.
 */
export async function confirmPassword(
  { userId, address, sessionId }: CustomerActor | StaffActor,
  password: string | undefined,
): Promise<Result<null>> {
  const { email } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const counted = await countAttempt('sign-in', userId, { address, known: sessionId });
  if (!counted.ok) return counted;
  const hashes = await hashTypedPassword(email, password ?? '');
  if (!hashes) return refuseBusy();
  const found = await db().user.findFirst({
    where: { id: userId, passwordHash: { in: [...hashes] } },
    select: { passwordHash: true },
  });
  if (!found) {
    return refuseFields({ password: 'This is not your password.' });
  }
  await counted.value.takeBack();
  await renewHash(userId, found.passwordHash, hashes[0]);
  return ok(null);
}
