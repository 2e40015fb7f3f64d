import 'server-only';
import { headers } from 'next/headers';
import { currentActor, currentCustomer } from '@/lib/auth/actor';
import { impersonationFields } from '@/lib/auth/log-fields';
import { isOwnOrigin, refuseOrigin } from '@/lib/auth/origin';
import { run } from '@/lib/auth/run';
import { redirectToSignIn } from '@/lib/auth/sign-in-page';
import type { UserActor, WorkspaceActor } from '@/lib/domain/actor';
import type { Verb } from '@/lib/domain/permissions';
import type { Result } from '@/lib/errors';
import { log } from '@/lib/log';

async function logIfImpersonated<T>(
  actor: WorkspaceActor | UserActor,
  answer: Promise<Result<T>>,
): Promise<Result<T>> {
  const answered = await answer;
  if (actor.kind === 'impersonated') {
    const refused = answered.ok ? undefined : answered.refusal.code;
    log.info({ ...impersonationFields(actor), refused }, 'support called a server action');
  }
  return answered;
}

/** The fields that name what an action is about, the most specific first. */
const TARGETS = {
  keyId: 'key',
  bulkActionId: 'bulk',
  impersonationId: 'imp',
  deliveryId: 'dlv',
  endpointId: 'whe',
  userId: 'usr',
  invitationId: 'inv',
  passkeyId: 'psk',
};

/** The id of what an action is about; undefined if its input names none. */
function targetOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  for (const [field, kind] of Object.entries(TARGETS)) {
    const id: unknown = Reflect.get(input, field);
    if (typeof id === 'string' && new RegExp(`^${kind}_[0-9A-Za-z]{1,64}$`).test(id)) return id;
  }
  return undefined;
}

/** An action for the actors that `find` finds. */
function actionFor<Allowed extends WorkspaceActor | UserActor, T>(
  find: (name: Verb, targetId?: string) => Promise<Allowed | null>,
  name: Verb,
  verb: (actor: Allowed, input: unknown) => Promise<Result<T>>,
): (input: unknown) => Promise<Result<T>> {
  return async (input) => {
    if (!isOwnOrigin(await headers())) return refuseOrigin();
    return run(async () => {
      const actor = await find(name, targetOf(input));
      if (!actor) return redirectToSignIn();
      return logIfImpersonated(
        actor,
        run(() => verb(actor, input), impersonationFields(actor)),
      );
    });
  };
}

/**
 * Turns a verb into the body of a server action that only our own pages may call, for a signed-in member or an agent in
 * an impersonation session. Anyone else signs in first and returns to the page. The verb parses the input and authorizes
 * the actor.
 * @param name the verb in the permission table; a call by support is recorded under it
 */
export function memberAction<T>(
  name: Verb,
  verb: (actor: WorkspaceActor, input: unknown) => Promise<Result<T>>,
): (input: unknown) => Promise<Result<T>> {
  return actionFor(currentActor, name, verb);
}

/** The same for a verb that a customer in no workspace may do, too. */
export function customerAction<T>(
  name: Verb,
  verb: (actor: WorkspaceActor | UserActor, input: unknown) => Promise<Result<T>>,
): (input: unknown) => Promise<Result<T>> {
  return actionFor(currentCustomer, name, verb);
}
