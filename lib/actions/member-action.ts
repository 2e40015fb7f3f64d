import 'server-only';
import { headers } from 'next/headers';
import { isOwnOrigin } from '@/lib/actions/origin';
import { refuseOrigin, run } from '@/lib/actions/run';
import { currentActor } from '@/lib/auth/actor';
import type { MemberActor } from '@/lib/domain/actor';
import { type Result, refuse } from '@/lib/errors';

/**
 * Makes the body of a server action out of a verb: only our own pages may call it, only for a signed-in member.
 * The verb parses the input and authorizes the actor.
 */
export function memberAction<T>(
  verb: (actor: MemberActor, input: unknown) => Promise<Result<T>>,
): (input: unknown) => Promise<Result<T>> {
  return async (input) => {
    if (!isOwnOrigin(await headers())) return refuseOrigin();
    return run(async () => {
      const actor = await currentActor();
      if (!actor) return refuse('UNAUTHENTICATED', 'Your session has ended. Please sign in again.');
      return verb(actor, input);
    });
  };
}
