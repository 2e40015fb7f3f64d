import { SECOND } from '@/lib/clock';
import { type Tally, WINDOW_SECONDS } from '@/lib/gateway/rate-limit/counters';
import type { Quota } from '@/lib/profiles/profile';

/** What is left of `limit` after a number of calls. */
export function toQuota({ calls, msLeft }: Tally, limit: number): Quota {
  return {
    limit,
    remaining: Math.max(0, limit - calls),
    windowSeconds: WINDOW_SECONDS,
    resetSeconds: Math.max(1, Math.ceil(msLeft / SECOND)),
  };
}

/** The quota of a call that does not count: a whole window. */
export function wholeQuota(limit: number): Quota {
  return { limit, remaining: limit, windowSeconds: WINDOW_SECONDS, resetSeconds: WINDOW_SECONDS };
}
