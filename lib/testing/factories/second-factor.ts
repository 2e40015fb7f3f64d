import { TOTP } from 'otpauth';
import { now, SECOND } from '@/lib/clock';
import type { Actor, MemberActor } from '@/lib/domain/actor';
import { beginSecondFactor } from '@/lib/domain/second-factor/begin';
import { confirmSecondFactor } from '@/lib/domain/second-factor/confirm';
import { makeSignedInMember, PASSWORD } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';

const STEP = 30 * SECOND;

/** What an authenticator app shows for a secret, `steps` from now. */
export function appCodeOf(secret: string, steps = 0): string {
  return new TOTP({ secret }).generate({ timestamp: now().getTime() + steps * STEP });
}

/** Turns a second factor on for somebody; the code of the present step is used up by it. */
export async function turnOnSecondFactor(
  actor: Actor,
  password = PASSWORD,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const input = actor.kind === 'staff' ? {} : { password };
  const { secret } = granted(await beginSecondFactor(actor, input));
  const { recoveryCodes } = granted(await confirmSecondFactor(actor, { code: appCodeOf(secret) }));
  return { secret, recoveryCodes };
}

/** Signs somebody up, verified, who turns a second factor on. */
export async function makeSecondFactor(): Promise<{
  email: string;
  actor: MemberActor;
  secret: string;
  recoveryCodes: string[];
}> {
  const { email, actor } = await makeSignedInMember();
  return { email, actor, ...(await turnOnSecondFactor(actor)) };
}
