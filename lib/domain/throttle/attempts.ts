import { DAY, MINUTE, SECOND } from '@/lib/clock';
import { clientNetwork } from '@/lib/domain/throttle/client-network';
import { consume, counterKey, limiter } from '@/lib/domain/throttle/limiter';
import { ok, type Result, refuse } from '@/lib/errors';

/** What is throttled, each with counters of its own. */
export type Attempt = 'sign-in' | 'second-factor' | 'sign-up' | 'reset' | 'verification' | 'act-request';

/** So many attempts on one account a day are let through at once … */
export const FREE_ATTEMPTS = 5;
/** … and every further one only after a pause that starts here and doubles … */
const FIRST_PAUSE = MINUTE;
/** … up to here. So nobody is ever locked out for good, and nobody guesses more than about 100 times a day. */
const LONGEST_PAUSE = 15 * MINUTE;

/** How many attempts one client address has in ten minutes, whichever accounts they are on: offices share one. */
const CLIENT_ATTEMPTS = 100;
const CLIENT_WINDOW = 10 * MINUTE;

function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE * 2 ** (attempts - FREE_ATTEMPTS - 1), LONGEST_PAUSE);
}

function tooMany(waitMs: number): Result<never> {
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND));
  const wait = seconds <= 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return refuse('TOO_MANY_ATTEMPTS', `Too many attempts. Please try again in ${wait}.`, {
    retryAfterSeconds: seconds,
  });
}

function clientCounters(attempt: Attempt) {
  return limiter(`${attempt}:client`, CLIENT_ATTEMPTS, CLIENT_WINDOW / SECOND);
}

function accountCounters(attempt: Attempt) {
  // Never refuses by itself: the pause does.
  return limiter(`${attempt}:account`, Number.MAX_SAFE_INTEGER, DAY / SECOND);
}

function pauses(attempt: Attempt) {
  return limiter(`${attempt}:pause`, 1, LONGEST_PAUSE / SECOND);
}

/**
 * Counts an attempt before it is made, so that parallel ones cannot slip through together: per client address, and
 * per account (an e-mail address or user id, known or not) whatever the client's address is.
 */
export async function countAttempt(
  attempt: Attempt,
  account: string,
  address: string | null,
): Promise<Result<null>> {
  if (address) {
    const client = await consume(clientCounters(attempt), clientNetwork(address));
    if (client.waitMs > 0) return tooMany(client.waitMs);
  }
  const key = counterKey(account);
  const { count } = await consume(accountCounters(attempt), key);
  if (count <= FREE_ATTEMPTS) return ok(null);
  const pause = await consume(pauses(attempt), key, pauseAfter(count) / SECOND);
  return pause.waitMs > 0 ? tooMany(pause.waitMs) : ok(null);
}

/** Takes back an attempt that turned out to be the owner's. */
export async function forgiveAttempt(
  attempt: Attempt,
  account: string,
  address: string | null,
): Promise<void> {
  if (address) await clientCounters(attempt).reward(clientNetwork(address));
  await accountCounters(attempt).reward(counterKey(account));
}

/** Forgets all attempts on an account whose owner has proven themselves by mail. */
export async function forgetAttempts(attempt: Attempt, account: string): Promise<void> {
  const key = counterKey(account);
  await Promise.all([accountCounters(attempt).delete(key), pauses(attempt).delete(key)]);
}
