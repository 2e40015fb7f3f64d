import { now } from '@/lib/clock';
import type { KnownKey } from '@/lib/domain/api-keys/look-up';
import { type Step, stop } from '@/lib/gateway/problem';

/** Whether the key may be used at this moment, and its workspace at all. */
export function checkStanding({ disabledAt, expiresAt, workspace }: KnownKey): Step<null> {
  if (disabledAt) return stop('API_KEY_INACTIVE', 'This API key is disabled. Enable it in the portal.');
  if (expiresAt && expiresAt <= now()) {
    return stop('API_KEY_EXPIRED', 'This API key has expired. Create another in the portal.');
  }
  if (workspace.suspendedAt) {
    return stop('WORKSPACE_SUSPENDED', 'This account is suspended. Contact support.');
  }
  return { ok: true, value: null };
}
