import 'server-only';
import { headers } from 'next/headers';
import { z } from 'zod';
import { isOwnOrigin } from '@/lib/actions/origin';
import { refuseOrigin, run } from '@/lib/actions/run';
import { currentActor } from '@/lib/auth/actor';
import { visitFields } from '@/lib/auth/log-fields';
import { redirectToSignIn } from '@/lib/auth/sign-in-page';
import type { WorkspaceActor } from '@/lib/domain/actor';
import type { Verb } from '@/lib/domain/permissions';
import type { Result } from '@/lib/errors';
import { log } from '@/lib/log';

async function logVisit<T>(actor: WorkspaceActor, answer: Promise<Result<T>>): Promise<Result<T>> {
  const answered = await answer;
  if (actor.kind === 'impersonated') {
    const refused = answered.ok ? undefined : answered.refusal.code;
    log.info({ ...visitFields(actor), refused }, 'support called a server action');
  }
  return answered;
}

const targetSchema = z.union([
  z.object({ keyId: z.string().regex(/^key_[0-9A-Za-z]{1,64}$/) }).transform(({ keyId }) => keyId),
  z.object({ visitId: z.string().regex(/^visit_[0-9A-Za-z]{1,64}$/) }).transform(({ visitId }) => visitId),
]);

/**
 * Makes the body of a server action out of a verb: only our own pages may call it, only for a signed-in member or an
 * agent in a member's place. Anyone else signs in first and comes back to the page. The verb parses the input and
 * authorizes the actor.
 * @param name the verb in the permission table, under which a call by support is recorded
 */
export function memberAction<T>(
  name: Verb,
  verb: (actor: WorkspaceActor, input: unknown) => Promise<Result<T>>,
): (input: unknown) => Promise<Result<T>> {
  return async (input) => {
    if (!isOwnOrigin(await headers())) return refuseOrigin();
    return run(async () => {
      const actor = await currentActor(name, targetSchema.safeParse(input).data);
      if (!actor) return redirectToSignIn();
      return logVisit(
        actor,
        run(() => verb(actor, input), visitFields(actor)),
      );
    });
  };
}
