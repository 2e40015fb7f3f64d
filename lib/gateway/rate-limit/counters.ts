import { RateLimiterMemory } from 'rate-limiter-flexible';
import { MINUTE, SECOND } from '@/lib/clock';

/** How long a key's calls are counted together, from the first of them on. */
export const WINDOW_SECONDS = MINUTE / SECOND;

/** The calls of one key in its present window, this one included. */
export interface Tally {
  calls: number;
  /** Until the next window. */
  msLeft: number;
}

/** Counts the calls of keys. */
export interface Counters {
  count(keyId: string): Promise<Tally>;
  close(): Promise<void>;
}

/** What the library needs to know of a window. Each key has a limit of its own, which the step compares with. */
export const WINDOW = { points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SECONDS, keyPrefix: 'calls' };

/** Counts in this process's memory: enough where one process answers all calls. */
export function memoryCounters(): Counters {
  const limiter = new RateLimiterMemory(WINDOW);
  return {
    async count(keyId) {
      const { consumedPoints, msBeforeNext } = await limiter.consume(keyId);
      return { calls: consumedPoints, msLeft: msBeforeNext };
    },
    async close() {},
  };
}
