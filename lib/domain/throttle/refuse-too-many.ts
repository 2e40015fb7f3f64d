import { DAY, HOUR, MINUTE, SECOND } from '@/lib/clock';
import { type Attempt, limitsStrangers } from '@/lib/domain/throttle/attempt-counters';
import { type Result, refuse } from '@/lib/errors';

function inWords(seconds: number): string {
  if (seconds <= 90) return `${seconds} seconds`;
  const ms = seconds * SECOND;
  if (ms <= 90 * MINUTE) return `${Math.ceil(ms / MINUTE)} minutes`;
  return ms <= 36 * HOUR ? `${Math.ceil(ms / HOUR)} hours` : `${Math.ceil(ms / DAY)} days`;
}

/** Refuses with TOO_MANY_ATTEMPTS and how long to wait. */
export function refuseTooMany(attempt: Attempt, waitMs: number): Result<never> {
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND));
  const instead = limitsStrangers(attempt) ? ', or reset your password in this browser' : '';
  return refuse('TOO_MANY_ATTEMPTS', `Too many attempts. Try again in ${inWords(seconds)}${instead}.`, {
    retryAfterSeconds: seconds,
  });
}
