import { DAY, HOUR, MINUTE, now } from '@/lib/clock';
import type { UsedKey } from './used-keys';

const DAYS = 30;
/** One key in so many is called each hour; the others once a day. */
const BUSY_EVERY = 20;
/** A rotating key is called in each of the last hours, with both of its secrets. */
const ROTATING_HOURS = 12;

function hoursAgo(isRotating: boolean, n: number): number[] {
  const step = n % BUSY_EVERY === 0 ? 1 : 24;
  const hours = Array.from({ length: (DAYS * 24) / step }, (_, index) => index * step + (n % step));
  if (!isRotating) return hours;
  const last = Array.from({ length: ROTATING_HOURS }, (_, hour) => hour);
  return [...last, ...hours.filter((hour) => hour >= ROTATING_HOURS)];
}

/** The times of the last days at which the n-th key was called, at most one in an hour, the newest first. */
export function timesOfCalls({ row, isIdle, special, stoppedAt }: UsedKey, n: number): Date[] {
  const at = now().getTime();
  if (isIdle) return [new Date(Math.max(at - (100 + (n % 60)) * DAY, row.createdAt.getTime() + MINUTE))];
  return hoursAgo(special === 'rotating', n)
    .map((ago) => new Date(at - ago * HOUR - (1 + (n % 50)) * MINUTE))
    .filter((time) => time > row.createdAt && (stoppedAt === null || time < stoppedAt));
}
