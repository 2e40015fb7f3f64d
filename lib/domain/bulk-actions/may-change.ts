import type { Environment } from '@/lib/db/generated/enums';
import type { KeyManager } from '@/lib/domain/actor';
import type { BulkKind } from '@/lib/domain/bulk-actions/limits';
import { checkPermission, type Principal, type Verb } from '@/lib/domain/permissions';
import type { Result } from '@/lib/errors';

/** The verb that does the same to a single key. */
export const SINGLE_VERBS = {
  disable: 'api-keys/disable',
  revoke: 'api-keys/revoke',
  setExpiry: 'key-settings/set-expiry',
  addNetwork: 'key-settings/set-allowlist',
} as const satisfies Record<BulkKind, Verb>;

/** Whether somebody may change the keys of an environment: who may change one may change many. Refuses as that verb does. */
export function mayChange(
  actor: Principal | KeyManager,
  kind: BulkKind,
  environment: Environment,
): Result<null> {
  const many = checkPermission(actor, 'bulk-actions/start', environment);
  return many.ok ? checkPermission(actor, SINGLE_VERBS[kind], environment) : many;
}
