import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { ok, type Result, refuseFields } from '@/lib/errors';
import { say } from '@/lib/say';

/**
 * The highest rate limit of a key, in calls a minute.
 *
 * @param workspaceCap The cap of its workspace; null if it has none of its own.
 */
export function highestRateLimit(
  { rateLimit }: Pick<KeyPolicy, 'rateLimit'>,
  workspaceCap: number | null,
): number {
  return workspaceCap ?? rateLimit.max;
}

/** Refuses a rate limit above the highest one. */
export function checkRateLimit(rateLimit: number, highest: number): Result<null> {
  if (rateLimit <= highest) return ok(null);
  return refuseFields({ rateLimit: say`Keys of this workspace may have at most ${highest} calls a minute.` });
}
