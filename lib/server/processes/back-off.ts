import { MINUTE, SECOND } from '@/lib/clock';

const SHORTEST_MS = 0.1 * SECOND;
const LONGEST_MS = 30 * SECOND;
/** A process that ran for longer is not in a loop of failures. */
const STABLE_MS = MINUTE;

/** How long to wait before something that ended is started again. */
export class BackOff {
  private failures = 0;

  /**
   * The wait in milliseconds. It doubles with each run in a row that ended soon.
   * @param ranMs how long the last run took, in milliseconds; 0 if it did not start
   */
  next(ranMs: number): number {
    if (ranMs >= STABLE_MS) this.failures = 0;
    const waitMs = Math.min(SHORTEST_MS * 2 ** this.failures, LONGEST_MS);
    this.failures += 1;
    return waitMs;
  }
}
