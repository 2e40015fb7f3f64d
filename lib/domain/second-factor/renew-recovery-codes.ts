import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizePerson } from '@/lib/domain/authorize';
import { readFactors } from '@/lib/domain/factors/factors';
import { mailSecondFactorNotice } from '@/lib/domain/second-factor/notice-mail';
import { withProof } from '@/lib/domain/second-factor/prove';
import { replaceRecoveryCodes } from '@/lib/domain/second-factor/recovery-codes';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Replaces the recovery codes after a password and a code or a passkey, and returns the new ones, which are shown once.
 * Refuses with INVALID_REQUEST, TOO_MANY_ATTEMPTS, WRONG_CODE, INVALID_CREDENTIALS, or CONFLICT without a second factor.
 */
export async function renewRecoveryCodes(
  actor: Actor,
  input: unknown,
): Promise<Result<{ recoveryCodes: string[] }>> {
  const authorized = authorizePerson(actor, 'second-factor/renew-recovery-codes');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const { userId } = person;
  return withProof(person, input, async (tx) => {
    const { on } = await readFactors(tx, userId);
    if (!on) return refuse('CONFLICT', 'Turn on two-step verification first.');
    const recoveryCodes = await replaceRecoveryCodes(tx, userId);
    await mailSecondFactorNotice(tx, userId, 'given new recovery codes');
    await recordAudit(tx, person, { action: 'user.renew_recovery_codes', targetId: userId });
    return ok({ recoveryCodes });
  });
}
