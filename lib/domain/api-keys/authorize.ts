import type { Environment } from '@/lib/db/generated/enums';
import type { Actor, MemberActor } from '@/lib/domain/actor';
import { mayManageKeys } from '@/lib/domain/permissions';
import { ok, type Result, refuse } from '@/lib/errors';

/** The actor, if it may create, change or revoke keys of the environment. Nobody but a signed-in member ever may. */
export function authorizeManager(
  actor: Actor,
  environment: Environment,
  doing: 'create' | 'change' | 'revoke',
): Result<MemberActor> {
  if (actor.kind === 'member' && mayManageKeys(actor, environment)) return ok(actor);
  return refuse(
    'FORBIDDEN',
    `Your role may not ${doing} ${environment} keys. Ask an admin of the workspace.`,
  );
}

/** Secrets of live keys are shown to those alone whose address is known to be theirs. */
export function requireVerifiedEmail(member: MemberActor, environment: Environment): Result<null> {
  if (environment === 'sandbox' || member.emailVerified) return ok(null);
  return refuse('EMAIL_NOT_VERIFIED', 'Confirm your e-mail address first: live keys need it.');
}
