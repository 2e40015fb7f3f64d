import { z } from 'zod';
import { DAY } from '@/lib/clock';

const HINT = 'Enter a day like 2026-11-21.';

/** A day in UTC, as a date field sends it. The database has no year 0. */
export const day = z.iso.date(HINT).refine((date) => !date.startsWith('0000'), HINT);

/** The condition on a time for a range of days in UTC, of which both are included; undefined without a day. */
export function betweenDays({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  if (!from && !to) return undefined;
  return {
    ...(from && { gte: new Date(from) }),
    ...(to && { lt: new Date(new Date(to).getTime() + DAY) }),
  };
}
