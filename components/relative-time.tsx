'use client';

import { useTimeFormat } from '@/components/local-date';
import { DAY, HOUR, MINUTE } from '@/lib/clock';

/** How long ago, in the coarsest unit that still tells; null when the day says more. */
function distance(ms: number): string | null {
  if (ms < MINUTE) return 'Just now';
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ago`;
  // Not "yesterday": 30 hours ago can be the day before that.
  if (ms < 2 * DAY) return '1 day ago';
  return ms < 7 * DAY ? `${Math.floor(ms / DAY)} days ago` : null;
}

/** How long ago, with the exact time on hover. */
export function RelativeTime({ date, now }: { date: Date; now: number }) {
  const format = useTimeFormat();
  return (
    <time dateTime={date.toISOString()} title={format.exact(date)} className="tabular-nums">
      {distance(now - date.getTime()) ?? format.day(date)}
    </time>
  );
}
