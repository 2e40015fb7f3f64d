'use client';

import { useNow } from '@/components/use-now';
import { MINUTE } from '@/lib/clock';

function format(minutes: number): string {
  if (minutes <= 0) return 'Time is up';
  return minutes > 90 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min left` : `${minutes} min left`;
}

/** The time left; it counts down by itself. */
export function TimeLeft({ until, now: start }: { until: Date; now: number }) {
  const minutes = Math.ceil((until.getTime() - useNow(start)) / MINUTE);
  return <span>{format(minutes)}</span>;
}
