import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { checkPermission } from '@/lib/domain/permissions';
import { ok, type Result } from '@/lib/errors';

export interface SecondFactorState {
  /** When the authenticator app was turned on; null if there is none. */
  confirmedAt: Date | null;
  /** How many passkeys there are. Each is a second factor, too. */
  passkeys: number;
  recoveryCodesLeft: number;
}

/** Whether the actor, or the member that the agent acts as, has a second factor. Refuses with FORBIDDEN. */
export async function readSecondFactor(actor: Actor): Promise<Result<SecondFactorState>> {
  const checked = checkPermission(actor, 'second-factor/read');
  if (!checked.ok) return checked;
  if (!('userId' in actor)) throw new Error(`${actor.kind} is nobody who could have a second factor.`);
  const { userId } = actor;
  const [factor, passkeys, recoveryCodesLeft] = await Promise.all([
    db().secondFactor.findUnique({ where: { userId }, select: { confirmedAt: true } }),
    db().passkey.count({ where: { userId } }),
    db().recoveryCode.count({ where: { userId, usedAt: null } }),
  ]);
  return ok({ confirmedAt: factor?.confirmedAt ?? null, passkeys, recoveryCodesLeft });
}
