import { DAY, HOUR, MINUTE, SECOND } from '@/lib/clock';

/** How long to wait, in words: `90 seconds`, `2 minutes`, `3 hours`, `2 days`. */
export function waitInWords(seconds: number): string {
  if (seconds <= 90) return `${seconds} seconds`;
  const ms = seconds * SECOND;
  if (ms <= 90 * MINUTE) return `${Math.ceil(ms / MINUTE)} minutes`;
  return ms <= 36 * HOUR ? `${Math.ceil(ms / HOUR)} hours` : `${Math.ceil(ms / DAY)} days`;
}
