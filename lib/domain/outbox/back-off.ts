/** How long to wait before another attempt. */
export interface BackOff {
  firstMs: number;
  longestMs: number;
}

/**
 * How long to wait after an attempt failed, in milliseconds. The time doubles with each attempt, and up to half of it is
 * left out at random, so that a system that is available again does not get all attempts at once.
 * @param attempts how many there were, from 1
 * @param requestedMs how long the other system asks to wait
 */
export function pauseAfter({ firstMs, longestMs }: BackOff, attempts: number, requestedMs = 0): number {
  const pauseMs = firstMs * 2 ** (attempts - 1) * (0.5 + Math.random() / 2);
  return Math.min(Math.max(pauseMs, requestedMs), longestMs);
}
