import type { MemberActor } from '@/lib/domain/actor';
import { mayManageKeys } from '@/lib/domain/permissions';

/** What keeps a member from making live keys, if anything does. */
export type LiveBarrier = 'role' | 'email' | undefined;

export function liveBarrier(actor: Pick<MemberActor, 'role' | 'emailVerified'>): LiveBarrier {
  if (!mayManageKeys(actor, 'live')) return 'role';
  return actor.emailVerified ? undefined : 'email';
}
