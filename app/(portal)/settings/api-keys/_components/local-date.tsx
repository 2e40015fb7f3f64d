'use client';

import { useHydrated } from '@/app/(portal)/settings/api-keys/_components/use-hydrated';

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const EXACT: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'long' };

/** How to write times: in the reader's own zone, which the server does not know, once the page is awake. */
export function useTimeFormat(): { day(date: Date): string; exact(date: Date): string } {
  const timeZone = useHydrated() ? undefined : 'UTC';
  return {
    day: (date) => date.toLocaleDateString('en-GB', { ...DAY, timeZone }),
    exact: (date) => date.toLocaleString('en-GB', { ...EXACT, timeZone }),
  };
}

/** A day, with the exact time on hover. */
export function LocalDate({ date }: { date: Date }) {
  const format = useTimeFormat();
  return (
    <time dateTime={date.toISOString()} title={format.exact(date)} className="tabular-nums">
      {format.day(date)}
    </time>
  );
}
