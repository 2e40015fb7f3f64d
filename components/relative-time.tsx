'use client';

import { useTimeFormat } from '@/components/local-date';
import { DAY, HOUR, MINUTE } from '@/lib/clock';

/** How long ago, in one unit; null if it is more than a week ago. */
function distance(ms: number): string | null {
  if (ms < MINUTE) return 'Just now';
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ago`;
  // Not "yesterday": 30 hours ago can be the day before that.
  if (ms < 2 * DAY) return '1 day ago';
  return ms < 7 * DAY ? `${Math.floor(ms / DAY)} days ago` : null;
}

/**
 * How long ago, with the exact time on hover.
 * @param inSentence starts in lower case
 */
export function RelativeTime({
  date,
  now,
  inSentence = false,
}: {
  date: Date;
  now: number;
  inSentence?: boolean;
}) {
  const format = useTimeFormat();
  const ago = distance(now - date.getTime());
  return (
    <time dateTime={date.toISOString()} title={format.exact(date)} className="tabular-nums">
      {(inSentence ? ago?.toLowerCase() : ago) ?? format.day(date)}
    </time>
  );
}
