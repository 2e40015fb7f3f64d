import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizePerson } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { stepOf } from '@/lib/domain/second-factor/app-secret';
import { mailSecondFactorNotice } from '@/lib/domain/second-factor/notice-mail';
import { replaceRecoveryCodes } from '@/lib/domain/second-factor/recovery-codes';
import { confirmSecondFactorSchema } from '@/lib/domain/second-factor/schema';
import { refuseCode } from '@/lib/domain/second-factor/spend-code';
import { endOtherSessions } from '@/lib/domain/sessions/end';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Turns on the second factor with the first code of the app, and returns the recovery codes, which are shown once.
 * Refuses with INVALID_REQUEST, TOO_MANY_ATTEMPTS, WRONG_CODE, or CONFLICT if no setup was started.
 */
export async function confirmSecondFactor(
  actor: Actor,
  input: unknown,
): Promise<Result<{ recoveryCodes: string[] }>> {
  const authorized = authorizePerson(actor, 'second-factor/confirm');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const { userId, address, sessionId } = person;
  const parsed = parse(confirmSecondFactorSchema, input);
  if (!parsed.ok) return parsed;
  const counted = await countAttempt('second-factor', userId, { address, known: sessionId });
  if (!counted.ok) return counted;

  const result = await transact(person, async (tx) => {
    const factor = await tx.secondFactor.findFirst({
      where: { userId, confirmedAt: null },
      select: { sealedSecret: true },
    });
    if (!factor) return refuse('CONFLICT', 'Nothing is left to confirm. Load the page again.');
    const lastStep = stepOf(factor.sealedSecret, parsed.value.code);
    if (lastStep === null) return refuseCode();
    const { count } = await tx.secondFactor.updateMany({
      where: { userId, confirmedAt: null, sealedSecret: factor.sealedSecret },
      data: { confirmedAt: now(), lastStep },
    });
    if (count === 0) return refuse('CONFLICT', 'Nothing is left to confirm. Load the page again.');
    const recoveryCodes = await replaceRecoveryCodes(tx, userId);
    await tx.session.updateMany({ where: { id: sessionId, userId }, data: { secondFactorAt: now() } });
    const sessionsEnded = await endOtherSessions(tx, person);
    await mailSecondFactorNotice(tx, userId, 'turned on');
    await recordAudit(tx, person, {
      action: 'user.turn_on_second_factor',
      targetId: userId,
      detail: { sessionsEnded },
    });
    return ok({ recoveryCodes });
  });
  if (result.ok) await counted.value.takeBack();
  return result;
}
