import type { Environment, Role } from '@/lib/db/generated/enums';
import type { MemberActor } from '@/lib/domain/actor';

/** What a role may do with the keys of an environment beyond reading them, which every role may. */
const KEY_MANAGERS: Record<Environment, readonly Role[]> = {
  sandbox: ['owner', 'admin', 'developer'],
  live: ['owner', 'admin'],
};

/** True when the member's role may create, change and revoke keys of `environment`. */
export function mayManageKeys(actor: Pick<MemberActor, 'role'>, environment: Environment): boolean {
  return KEY_MANAGERS[environment].includes(actor.role);
}

const ADMINS: readonly Role[] = ['owner', 'admin'];

/** True when the member's role may let a key do more than it was made for. */
export function mayWidenScopes(actor: Pick<MemberActor, 'role'>): boolean {
  return ADMINS.includes(actor.role);
}

/** True when the member's role may change what holds for the whole workspace. */
export function mayManageWorkspace(actor: Pick<MemberActor, 'role'>): boolean {
  return ADMINS.includes(actor.role);
}
