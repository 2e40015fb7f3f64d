import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizePerson } from '@/lib/domain/authorize';
import { mailSecondFactorNotice } from '@/lib/domain/second-factor/notice-mail';
import { withProof } from '@/lib/domain/second-factor/prove';
import { ok, type Result } from '@/lib/errors';

/**
 * Turns off a member's second factor, with password and code. Staff cannot turn theirs off. Refuses with FORBIDDEN,
 * INVALID_REQUEST, TOO_MANY_ATTEMPTS or WRONG_CODE.
 */
export async function turnOffSecondFactor(actor: Actor, input: unknown): Promise<Result<null>> {
  const authorized = authorizePerson(actor, 'second-factor/turn-off');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const { userId } = person;
  return withProof(person, input, async (tx) => {
    await tx.secondFactor.deleteMany({ where: { userId } });
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await mailSecondFactorNotice(tx, userId, 'turned off');
    await recordAudit(tx, person, { action: 'user.turn_off_second_factor', targetId: userId });
    return ok(null);
  });
}
