'use client';

import { useHydrated } from '@/components/use-hydrated';

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const MINUTE: Intl.DateTimeFormatOptions = { ...DAY, hour: '2-digit', minute: '2-digit' };
const EXACT: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'long' };

/** Formats for times: in UTC on the server, and in the browser's time zone after hydration. */
export function useTimeFormat(): Record<'day' | 'minute' | 'exact', (date: Date) => string> {
  const timeZone = useHydrated() ? undefined : 'UTC';
  return {
    day: (date) => date.toLocaleDateString('en-GB', { ...DAY, timeZone }),
    minute: (date) => date.toLocaleString('en-GB', { ...MINUTE, timeZone }),
    exact: (date) => date.toLocaleString('en-GB', { ...EXACT, timeZone }),
  };
}

/** A day, with the exact time on hover. @param withTime shows hour and minute, too */
export function LocalDate({ date, withTime = false }: { date: Date; withTime?: boolean }) {
  const format = useTimeFormat();
  return (
    <time dateTime={date.toISOString()} title={format.exact(date)} className="tabular-nums">
      {withTime ? format.minute(date) : format.day(date)}
    </time>
  );
}
