'use client';

import { useHydrated } from '@/components/use-hydrated';

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const MINUTE: Intl.DateTimeFormatOptions = { ...DAY, hour: '2-digit', minute: '2-digit' };
const EXACT: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'long' };

type TimeFormat = Record<'day' | 'minute' | 'exact', (date: Date) => string>;

// It takes twenty times as long to make a format as to use it, and a list uses a hundred.
const made = new Map<string | number, TimeFormat>();

/** @param timeZone undefined: that of the device, which can change while a page is open */
function formatIn(timeZone: string | undefined): TimeFormat {
  const key = timeZone ?? new Date().getTimezoneOffset();
  const known = made.get(key);
  if (known) return known;
  const formatting = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
    return (date: Date) => format.format(date);
  };
  const format = { day: formatting(DAY), minute: formatting(MINUTE), exact: formatting(EXACT) };
  made.set(key, format);
  return format;
}

/** Formats for times: in UTC on the server, and in the browser's time zone after hydration. */
export function useTimeFormat(): TimeFormat {
  return formatIn(useHydrated() ? undefined : 'UTC');
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
