import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** Refuses a purpose that the policy does not declare. Null: none. */
export function checkPurpose({ purposes = [] }: KeyPolicy, purpose: string | null): Result<null> {
  if (purpose === null || purposes.some(({ name }) => name === purpose)) return ok(null);
  return refuseFields({ purpose: 'Choose one of the purposes.' });
}
