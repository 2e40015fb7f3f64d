'use client';

import { useNow } from '@/components/use-now';
import { MINUTE } from '@/lib/clock';

/** How long something lasts yet; it counts down by itself. */
export function TimeLeft({ until, now: start }: { until: Date; now: number }) {
  const minutes = Math.ceil((until.getTime() - useNow(start)) / MINUTE);
  if (minutes <= 0) return 'Time is over';
  return minutes > 90 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min left` : `${minutes} min left`;
}
