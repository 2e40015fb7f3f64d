import type { WorkspaceActor } from '@/lib/domain/actor';
import { checkPermission } from '@/lib/domain/permissions';

/** Why a member can't create live keys; undefined if they can. */
export type LiveKeyRestriction = 'role' | 'email' | undefined;

export function liveKeyRestriction(actor: WorkspaceActor): LiveKeyRestriction {
  if (!checkPermission(actor, 'api-keys/create', 'live').ok) return 'role';
  return actor.emailVerified ? undefined : 'email';
}
