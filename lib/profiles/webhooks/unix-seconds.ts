import { SECOND } from '@/lib/clock';

/** A time as signatures contain it: whole seconds since 1970. */
export function unixSeconds(at: Date): string {
  return String(Math.floor(at.getTime() / SECOND));
}
