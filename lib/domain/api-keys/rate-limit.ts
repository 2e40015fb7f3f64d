import { ok, type Result, refuseFields } from '@/lib/errors';

/** What a new key may call a minute, where the workspace lets it. */
export const DEFAULT_RATE_LIMIT = 120;

/** Refuses a rate above the one that the workspace's keys may be given at most. */
export function checkRateLimit(rateLimit: number, cap: number): Result<null> {
  if (rateLimit <= cap) return ok(null);
  return refuseFields({ rateLimit: `Keys of this workspace may have at most ${cap} calls a minute.` });
}
