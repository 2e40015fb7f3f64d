import { now } from '@/lib/clock';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/** Checks that the key is enabled and not expired, and that its workspace is not suspended. */
export function checkKeyState({ disabledAt, expiresAt, workspace }: KnownKey): Result<null> {
  if (disabledAt) return refuse('API_KEY_INACTIVE', say`This API key is disabled. Enable it in the portal.`);
  if (expiresAt && expiresAt <= now()) {
    return refuse('API_KEY_EXPIRED', say`This API key has expired. Create another in the portal.`);
  }
  if (workspace.suspendedAt) {
    return refuse('WORKSPACE_SUSPENDED', 'This account is suspended. Contact support.');
  }
  return ok(null);
}
