let offsetMs = 0;

/** The current time, for every rule that depends on time. */
export function now(): Date {
  return new Date(Date.now() + offsetMs);
}

/** Moves this process's clock by `ms`, for tests. `setClockOffset(0)` resets it. */
export function setClockOffset(ms: number): void {
  offsetMs = ms;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
