import { ok, type Result, refuseFields } from '@/lib/errors';

/** The rate limit of a new key in calls a minute, if the workspace allows as many. */
export const DEFAULT_RATE_LIMIT = 120;

/** Refuses a rate limit above the cap of the workspace. */
export function checkRateLimit(rateLimit: number, cap: number): Result<null> {
  if (rateLimit <= cap) return ok(null);
  return refuseFields({ rateLimit: `Keys of this workspace may have at most ${cap} calls a minute.` });
}
