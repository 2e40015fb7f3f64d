'use client';

import { useHydrated } from '@/components/use-hydrated';

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const MINUTE: Intl.DateTimeFormatOptions = { ...DAY, hour: '2-digit', minute: '2-digit' };
const EXACT: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'long' };

/** How to write times: in the reader's own zone, which the server does not know, once the page is awake. */
export function useTimeFormat(): Record<'day' | 'minute' | 'exact', (date: Date) => string> {
  const timeZone = useHydrated() ? undefined : 'UTC';
  return {
    day: (date) => date.toLocaleDateString('en-GB', { ...DAY, timeZone }),
    minute: (date) => date.toLocaleString('en-GB', { ...MINUTE, timeZone }),
    exact: (date) => date.toLocaleString('en-GB', { ...EXACT, timeZone }),
  };
}

/** A day, with the exact time on hover, or beside it where the hour matters. */
export function LocalDate({ date, withTime = false }: { date: Date; withTime?: boolean }) {
  const format = useTimeFormat();
  return (
    <time dateTime={date.toISOString()} title={format.exact(date)} className="tabular-nums">
      {withTime ? format.minute(date) : format.day(date)}
    </time>
  );
}
