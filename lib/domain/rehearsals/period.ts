import { DAY, now } from '@/lib/clock';
import { REHEARSED_DAYS } from '@/lib/domain/rehearsals/days';

/** The first day (UTC) of a rehearsal, such as `2026-11-21`. */
export function firstRehearsedDay(): string {
  return new Date(now().getTime() - (REHEARSED_DAYS - 1) * DAY).toISOString().slice(0, 10);
}
