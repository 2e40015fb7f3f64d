import type { WorkspaceActor } from '@/lib/domain/actor';
import { checkPermission, type Verb } from '@/lib/domain/permissions';

/** Why a member can't create live keys; undefined if they can. */
export type LiveKeyRestriction = 'role' | 'email' | undefined;

/** @param verb another verb that creates something in an environment */
export function liveKeyRestriction(
  actor: WorkspaceActor,
  verb: Verb = 'api-keys/create',
): LiveKeyRestriction {
  if (!checkPermission(actor, verb, 'live').ok) return 'role';
  return actor.emailVerified ? undefined : 'email';
}
