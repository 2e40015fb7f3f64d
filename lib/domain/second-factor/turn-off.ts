import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizePerson } from '@/lib/domain/authorize';
import { readFactors } from '@/lib/domain/factors/factors';
import { requireNoPolicy } from '@/lib/domain/factors/require-no-policy';
import { mailSecondFactorNotice } from '@/lib/domain/second-factor/notice-mail';
import { withProof } from '@/lib/domain/second-factor/prove';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Removes a member's authenticator app, with password and code. If the member has no passkey, the second factor is off then.
 * Staff cannot turn theirs off. Refuses with FORBIDDEN, INVALID_REQUEST, TOO_MANY_ATTEMPTS, WRONG_CODE,
 * INVALID_CREDENTIALS, or CONFLICT if there is no app, or a workspace requires it.
 */
export async function turnOffSecondFactor(actor: Actor, input: unknown): Promise<Result<null>> {
  const authorized = authorizePerson(actor, 'second-factor/turn-off');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const { userId } = person;
  return withProof(person, input, async (tx) => {
    const { app, passkeys } = await readFactors(tx, userId);
    if (!app) return refuse('CONFLICT', 'Your authenticator app is off already.');
    if (!passkeys) {
      const allowed = await requireNoPolicy(tx, userId);
      if (!allowed.ok) return allowed;
    }
    await tx.secondFactor.deleteMany({ where: { userId } });
    if (!passkeys) await tx.recoveryCode.deleteMany({ where: { userId } });
    await mailSecondFactorNotice(tx, userId, passkeys ? 'left without an app' : 'turned off');
    await recordAudit(tx, person, {
      action: 'user.turn_off_second_factor',
      targetId: userId,
      detail: { passkeysLeft: passkeys },
    });
    return ok(null);
  });
}
