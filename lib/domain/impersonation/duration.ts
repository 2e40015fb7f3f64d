import { HOUR, MINUTE } from '@/lib/clock';

/** How long a session may take without an extension. */
export const SESSION_MINUTES = [15, 30, 60] as const;

/** By how much one granted request extends a session. The database holds to it, too. */
export const EXTENSION_MINUTES = 30;

/** How long a session lasts at most, with all extensions. The database holds to it, too. */
export const LONGEST_HOURS = 2;

/** The latest time to which a session can be extended. */
export function latestEnd(startedAt: Date): Date {
  return new Date(startedAt.getTime() + LONGEST_HOURS * HOUR);
}

/** When a session ends after one more extension; null if that is longer than a session may last. */
export function extendedEnd({ startedAt, expiresAt }: { startedAt: Date; expiresAt: Date }): Date | null {
  const end = new Date(expiresAt.getTime() + EXTENSION_MINUTES * MINUTE);
  return end <= latestEnd(startedAt) ? end : null;
}
