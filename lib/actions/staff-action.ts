import 'server-only';
import { headers } from 'next/headers';
import { isOwnOrigin } from '@/lib/actions/origin';
import { refuseOrigin, run } from '@/lib/actions/run';
import { agentSession } from '@/lib/auth/session';
import { redirectToSignIn } from '@/lib/auth/sign-in-page';
import type { StaffActor } from '@/lib/domain/actor';
import { type Result, refuse } from '@/lib/errors';

type StaffVerb<T> = (actor: StaffActor, input: unknown) => Promise<Result<T>>;

/**
 * Makes the body of a server action out of a verb: only our own pages may call it, only for one of the staff, who act
 * as themselves even while they stand in for a member; anyone else signs in first. Unless `beforeReady`, they have a password and a second factor
 * of their own.
 */
export function staffAction<T>(
  verb: StaffVerb<T>,
  { beforeReady = false } = {},
): (input: unknown) => Promise<Result<T>> {
  return async (input) => {
    if (!isOwnOrigin(await headers())) return refuseOrigin();
    return run(async () => {
      const session = await agentSession();
      if (!session) return redirectToSignIn();
      if (!session.ready && !beforeReady) {
        return refuse('FORBIDDEN', 'Choose a password and set up your second factor first.');
      }
      return verb(session.actor, input);
    });
  };
}
