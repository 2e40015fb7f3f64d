import { HOUR } from '@/lib/clock';

/** The start of the hour `ms` before `at`. Usage is counted by the hour. */
export function hourBefore(at: Date, ms: number): Date {
  const before = at.getTime() - ms;
  return new Date(before - (before % HOUR));
}
