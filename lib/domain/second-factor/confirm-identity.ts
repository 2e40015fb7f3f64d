import type { MemberActor } from '@/lib/domain/actor';
import { checkPasskey, spendPasskey } from '@/lib/domain/passkeys/check';
import { confirmPassword } from '@/lib/domain/passwords/confirm-password';
import type { IdentityProof } from '@/lib/domain/second-factor/identity-schema';
import { spendCode } from '@/lib/domain/second-factor/spend-code';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/**
 * Checks who a signed-in member is, because somebody else may be using the session: by their password, by a code of
 * their second factor, or by a passkey. Codes and signatures are used up. Refuses with INVALID_REQUEST, TOO_MANY_ATTEMPTS,
 * WRONG_CODE or INVALID_CREDENTIALS.
 */
export async function confirmIdentity(
  member: MemberActor,
  { password, code, passkey }: IdentityProof,
): Promise<Result<null>> {
  const { userId, address, sessionId } = member;
  if (passkey) {
    const checked = await checkPasskey(passkey, { purpose: 'confirm', holder: sessionId });
    return checked.ok ? transact(member, (tx) => spendPasskey(tx, userId, checked.value)) : checked;
  }
  if (code === undefined) return confirmPassword(member, password);
  const counted = await countAttempt('second-factor', userId, { address, known: sessionId });
  if (!counted.ok) return counted;
  const spent = await transact(member, (tx) => spendCode(tx, userId, code));
  if (!spent.ok) return spent;
  await counted.value.takeBack();
  return ok(null);
}
