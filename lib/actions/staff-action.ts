import 'server-only';
import { headers } from 'next/headers';
import { isOwnOrigin, refuseOrigin } from '@/lib/auth/origin';
import { run } from '@/lib/auth/run';
import { staffSession } from '@/lib/auth/session';
import { redirectToSignIn } from '@/lib/auth/sign-in-page';
import type { StaffActor } from '@/lib/domain/actor';
import { type Result, refuse } from '@/lib/errors';

type StaffVerb<T> = (actor: StaffActor, input: unknown) => Promise<Result<T>>;

/**
 * Turns a verb into the body of a server action that only our own pages and only staff may call. Staff act as themselves,
 * also during an impersonation session. Anyone else signs in first. Unless `beforeReady`, staff must have chosen a
 * password and set up a second factor.
 */
export function staffAction<T>(
  verb: StaffVerb<T>,
  { beforeReady = false } = {},
): (input: unknown) => Promise<Result<T>> {
  return async (input) => {
    if (!isOwnOrigin(await headers())) return refuseOrigin();
    return run(async () => {
      const session = await staffSession();
      if (!session) return redirectToSignIn();
      if (!session.ready && !beforeReady) {
        return refuse('FORBIDDEN', 'Choose a password and set up your second factor first.');
      }
      return verb(session.actor, input);
    });
  };
}
