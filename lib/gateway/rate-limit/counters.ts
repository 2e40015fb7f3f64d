import { RateLimiterMemory } from 'rate-limiter-flexible';
import { MINUTE, SECOND } from '@/lib/clock';

/** The length of a window. It starts with the first call. */
export const WINDOW_SECONDS = MINUTE / SECOND;

/** The calls in the current window, including this one. */
export interface Tally {
  calls: number;
  /** Milliseconds until the next window. */
  msLeft: number;
}

/** Counts the calls of keys and workspaces. */
export interface Counters {
  count(id: string): Promise<Tally>;
  close(): Promise<void>;
}

/** The window for the library. The step compares with the limit. */
export const WINDOW = { points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SECONDS, keyPrefix: 'calls' };

/** Counts in the memory of this process. Enough if one process handles all calls. */
export function memoryCounters(): Counters {
  const limiter = new RateLimiterMemory(WINDOW);
  return {
    async count(id) {
      const { consumedPoints, msBeforeNext } = await limiter.consume(id);
      return { calls: consumedPoints, msLeft: msBeforeNext };
    },
    async close() {},
  };
}
