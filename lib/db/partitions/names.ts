import { DAY } from '@/lib/clock';

/** What part of time a partition has: a day or a month, in UTC. */
export type Period = 'day' | 'month';

/** The start of the period that a time is in, or of a later one. */
export function startOf(period: Period, time: Date, later = 0): Date {
  const [year, month, day] = [time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()];
  return new Date(period === 'day' ? Date.UTC(year, month, day + later) : Date.UTC(year, month + later));
}

/** A time as names of partitions have it, such as `20261127`, and a month as `202611`. */
function written(period: Period, time: Date): string {
  return time
    .toISOString()
    .slice(0, period === 'day' ? 10 : 7)
    .replaceAll('-', '');
}

/** The name of the partition for the period that begins at `start`, such as `key_refusals_20261127`. */
export function partitionName(table: string, period: Period, start: Date): string {
  return `${table}_${written(period, start)}`;
}

/**
 * When the time of a partition ends, by its name. The first partition of a table is named by its end
 * (`key_refusals_until_20261127`), and the partition for all other times has none.
 */
export function endOf(table: string, name: string): Date | undefined {
  const [, until, year, month, day] = /^_(until_)?(\d{4})(\d\d)(\d\d)?$/.exec(name.slice(table.length)) ?? [];
  if (year === undefined || month === undefined) return undefined;
  const start = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  if (until) return start;
  return day === undefined ? startOf('month', start, 1) : new Date(start.getTime() + DAY);
}
