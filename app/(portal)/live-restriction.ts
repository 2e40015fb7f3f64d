import type { WorkspaceActor } from '@/lib/domain/actor';
import { checkPermission, type Verb } from '@/lib/domain/permissions';

/** Why a member can't create something in the live environment; undefined if they can. */
export type LiveRestriction = 'role' | 'email' | undefined;

/** @param verb the one that creates it */
export function liveRestriction(actor: WorkspaceActor, verb: Verb): LiveRestriction {
  if (!checkPermission(actor, verb, 'live').ok) return 'role';
  return actor.emailVerified ? undefined : 'email';
}
