import { DAY, now, SECOND } from '@/lib/clock';

/** A time as the API writes it, in UTC: `2026-02-13 05:50:58.802`. */
export function toTime(at: Date): string {
  return at.toISOString().replace('T', ' ').slice(0, 23);
}

/** The same with six decimals, as delivery reports have it. */
export const toMicroseconds = (at: Date) => `${toTime(at)}000`;

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_AND_TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)$/;

/**
 * A date or a time of a caller, in UTC, as the domain reads it. Other text stays as it is, and the domain refuses it.
 * @param dayEnds whether a date means the end of that day
 */
export function readDate(text: string | undefined, dayEnds: boolean): string | undefined {
  if (text === undefined) return undefined;
  const [, day, time] = DATE_AND_TIME.exec(text) ?? [];
  if (day !== undefined) return `${day}T${time}Z`;
  if (!DATE.test(text)) return text;
  const start = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(start) ? text : new Date(start + (dayEnds ? DAY : 0)).toISOString();
}

/** Unix times with more digits are in milliseconds. */
const SECONDS_DIGITS = 11;

/**
 * When a message is to be sent, as the domain reads it: from Unix seconds, from milliseconds, or from a time in UTC. A time
 * that has passed means at once.
 */
export function readDelay(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const isUnix = /^\d{1,14}$/.test(text);
  const unix = Number(text) * (text.length > SECONDS_DIGITS ? 1 : SECOND);
  const at = isUnix ? new Date(unix).toISOString() : readDate(text, false);
  return at !== undefined && Date.parse(at) <= now().getTime() ? undefined : at;
}
