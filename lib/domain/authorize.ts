import type { Environment } from '@/lib/db/generated/enums';
import type { Actor, StaffActor, WorkspaceActor } from '@/lib/domain/actor';
import { checkPermission, type Verb } from '@/lib/domain/permissions';
import { ok, type Result } from '@/lib/errors';

/**
 * The actor, if it may do the verb in its workspace, to keys of `environment` where that matters.
 * Refuses with FORBIDDEN, VIEW_ONLY or NOT_FOR_SUPPORT.
 */
export function authorizeInWorkspace(
  actor: Actor,
  verb: Verb,
  environment?: Environment,
): Result<WorkspaceActor> {
  const checked = checkPermission(actor, verb, environment);
  if (!checked.ok) return checked;
  if (actor.kind === 'member' || actor.kind === 'impersonated') return ok(actor);
  throw new Error(`${verb} is decided for ${actor.kind}, who stands in no workspace.`);
}

/** The actor, if it is one of the staff who may do the verb. Refuses with FORBIDDEN. */
export function authorizeStaff(actor: Actor, verb: Verb): Result<StaffActor> {
  const checked = checkPermission(actor, verb);
  if (!checked.ok) return checked;
  if (actor.kind === 'staff') return ok(actor);
  throw new Error(`${verb} is decided for ${actor.kind}, who is none of the staff.`);
}
