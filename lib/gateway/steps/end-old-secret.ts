import { SYSTEM } from '@/lib/domain/actor';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { endAtFirstUse } from '@/lib/domain/key-rotation/end-at-first-use';
import { ok, type Result } from '@/lib/errors';

/**
 * Ends the old secret of the key if it waits for the first call with the new one. The call goes on after that, so whoever
 * gets its response knows that the old secret no longer works.
 */
export async function endOldSecret(key: KnownKey): Promise<Result<boolean>> {
  return key.endsOldSecret ? endAtFirstUse(SYSTEM, key) : ok(false);
}
