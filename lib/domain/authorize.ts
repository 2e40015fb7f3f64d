import type { Environment } from '@/lib/db/generated/enums';
import type {
  Actor,
  ApiKeyActor,
  CustomerActor,
  KeyManager,
  MemberActor,
  StaffActor,
  SystemActor,
  WorkspaceActor,
} from '@/lib/domain/actor';
import { checkPermission, type Verb } from '@/lib/domain/permissions';
import { ok, type Result } from '@/lib/errors';

/** The permission table allows the verb for a kind of actor that the verb does not support. */
function unreachablePermission(actor: Actor, verb: Verb): never {
  throw new Error(`${verb} is decided for ${actor.kind}, and cannot be done by one.`);
}

/**
 * The actor, if it may do the verb in its workspace. Some verbs depend on the `environment` of the key. Refuses with
 * FORBIDDEN, VIEW_ONLY or NOT_FOR_SUPPORT.
 */
export function authorizeInWorkspace(
  actor: Actor,
  verb: Verb,
  environment?: Environment,
): Result<WorkspaceActor> {
  const checked = checkPermission(actor, verb, environment);
  if (!checked.ok) return checked;
  if (actor.kind === 'member' || actor.kind === 'impersonated') return ok(actor);
  return unreachablePermission(actor, verb);
}

/**
 * The actor, if it may do the verb to the API keys of its workspace. Some verbs depend on the `environment` of the key.
 * Refuses with FORBIDDEN, VIEW_ONLY or NOT_FOR_SUPPORT.
 */
export function authorizeKeyManager(actor: Actor, verb: Verb, environment?: Environment): Result<KeyManager> {
  return actor.kind === 'apiKey'
    ? authorizeApiKey(actor, verb)
    : authorizeInWorkspace(actor, verb, environment);
}

/**
 * The actor, if it acts in a workspace. What a person may do there is checked when the key is known. Refuses others with
 * FORBIDDEN.
 */
export function requireWorkspace(actor: Actor, verb: Verb): Result<KeyManager> {
  if (actor.kind === 'member' || actor.kind === 'impersonated') return ok(actor);
  return authorizeApiKey(actor, verb);
}

/**
 * The actor, if it is a member, not impersonated, who may do the verb, to keys of `environment` where that matters.
 * Refuses with FORBIDDEN or NOT_FOR_SUPPORT.
 */
export function authorizeMember(actor: Actor, verb: Verb, environment?: Environment): Result<MemberActor> {
  const checked = checkPermission(actor, verb, environment);
  if (!checked.ok) return checked;
  return actor.kind === 'member' ? ok(actor) : unreachablePermission(actor, verb);
}

/**
 * The actor, if it is a customer's user, not impersonated, who may do the verb. They may be in no workspace. Refuses with
 * FORBIDDEN or NOT_FOR_SUPPORT.
 */
export function authorizeCustomer(actor: Actor, verb: Verb): Result<CustomerActor> {
  const checked = checkPermission(actor, verb);
  if (!checked.ok) return checked;
  return actor.kind === 'member' || actor.kind === 'user' ? ok(actor) : unreachablePermission(actor, verb);
}

/** The actor, if it is a person, not impersonated, who may do the verb. Refuses with FORBIDDEN or NOT_FOR_SUPPORT. */
export function authorizePerson(actor: Actor, verb: Verb): Result<CustomerActor | StaffActor> {
  const checked = checkPermission(actor, verb);
  if (!checked.ok) return checked;
  if (actor.kind === 'member' || actor.kind === 'user' || actor.kind === 'staff') return ok(actor);
  return unreachablePermission(actor, verb);
}

/** The actor, if it is a staff member who may do the verb. Refuses with FORBIDDEN. */
export function authorizeStaff(actor: Actor, verb: Verb): Result<StaffActor> {
  const checked = checkPermission(actor, verb);
  if (!checked.ok) return checked;
  return actor.kind === 'staff' ? ok(actor) : unreachablePermission(actor, verb);
}

/** The actor, if it is an API key that may do the verb. Refuses with FORBIDDEN or NOT_FOR_SUPPORT. */
export function authorizeApiKey(actor: Actor, verb: Verb): Result<ApiKeyActor> {
  const checked = checkPermission(actor, verb);
  if (!checked.ok) return checked;
  return actor.kind === 'apiKey' ? ok(actor) : unreachablePermission(actor, verb);
}

/** The actor, if it is Keydesk itself or a guest and may do the verb. Refuses with FORBIDDEN or NOT_FOR_SUPPORT. */
export function authorizeSystem(actor: Actor, verb: Verb): Result<SystemActor> {
  const checked = checkPermission(actor, verb);
  if (!checked.ok) return checked;
  return actor.kind === 'system' ? ok(actor) : unreachablePermission(actor, verb);
}
