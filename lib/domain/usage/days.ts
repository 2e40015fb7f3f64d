import { DAY } from '@/lib/clock';

/** Calls by result. */
export interface Calls {
  succeeded: number;
  /** The response was 4xx: the caller can fix it. */
  refused: number;
  /** The response was 5xx: our fault. */
  failed: number;
}

/** The calls of one day. */
export interface DayOfUse extends Calls {
  /** The start of the day, in UTC. */
  day: Date;
}

/** The last days (UTC) without calls, the day of `at` last. */
export function emptyDays(at: Date, days: number): DayOfUse[] {
  const today = at.getTime() - (at.getTime() % DAY);
  return Array.from({ length: days }, (_, index) => ({
    day: new Date(today - (days - 1 - index) * DAY),
    succeeded: 0,
    refused: 0,
    failed: 0,
  }));
}
