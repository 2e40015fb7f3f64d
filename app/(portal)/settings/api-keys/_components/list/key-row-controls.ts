import type { Environment } from '@/lib/db/generated/enums';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { type Control, controlOf } from '@/lib/domain/permissions';

/** What the viewer can do with a key of the list. */
export type KeyRowControls = Record<'rotate' | 'duplicate' | 'disable' | 'enable' | 'revoke', Control>;

/** The controls of the keys of an environment. */
export function keyRowControls(actor: WorkspaceActor, environment: Environment): KeyRowControls {
  return {
    rotate: controlOf(actor, 'key-rotation/rotate', environment),
    duplicate: controlOf(actor, 'api-keys/create', environment),
    disable: controlOf(actor, 'api-keys/disable', environment),
    enable: controlOf(actor, 'api-keys/enable', environment),
    revoke: controlOf(actor, 'api-keys/revoke', environment),
  };
}
