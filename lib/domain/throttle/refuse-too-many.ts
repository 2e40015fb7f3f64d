import { SECOND } from '@/lib/clock';
import { type Attempt, limitsStrangers } from '@/lib/domain/throttle/attempt-counters';
import { waitInWords } from '@/lib/domain/throttle/wait-in-words';
import { type Result, refuse } from '@/lib/errors';

/** Refuses with TOO_MANY_ATTEMPTS and how long to wait. */
export function refuseTooMany(attempt: Attempt, waitMs: number): Result<never> {
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND));
  const instead = limitsStrangers(attempt) ? ', or reset your password in this browser' : '';
  return refuse('TOO_MANY_ATTEMPTS', `Too many attempts. Try again in ${waitInWords(seconds)}${instead}.`, {
    retryAfterSeconds: seconds,
  });
}
