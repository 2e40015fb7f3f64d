import type { WorkspaceActor } from '@/lib/domain/actor';
import { checkPermission } from '@/lib/domain/permissions';

/** What keeps a member from making live keys, if anything does. */
export type LiveBarrier = 'role' | 'email' | undefined;

export function liveBarrier(actor: WorkspaceActor): LiveBarrier {
  if (!checkPermission(actor, 'api-keys/create', 'live').ok) return 'role';
  return actor.emailVerified ? undefined : 'email';
}
