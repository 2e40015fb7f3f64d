import { DAY, HOUR, MINUTE, SECOND } from '@/lib/clock';
import { clientNetwork } from '@/lib/domain/throttle/client-network';
import { consume, counterKey, forgetCounters, limiter } from '@/lib/domain/throttle/limiter';
import { ok, type Result, refuse } from '@/lib/errors';

/** What is throttled, each with counters of its own. */
export type Attempt = 'sign-in' | 'second-factor' | 'sign-up' | 'reset' | 'verification' | 'act-request';

/** Who makes an attempt. */
export interface Client {
  address: string | null;
  /** A browser or session that has proven itself to the account before, by its id. It has attempts of its own. */
  known?: string | null;
}

export interface CountedAttempt {
  /** Takes the attempt back, when it turned out to be the owner's. */
  takeBack(): Promise<void>;
}

/** So many attempts on one account a network has at once … */
export const FREE_ATTEMPTS = 5;
/** … and every further one only after a pause that starts here and doubles. */
const FIRST_PAUSE = MINUTE;

/** How many attempts one network has in ten minutes, whichever accounts they are on: offices share one. */
const CLIENT_ATTEMPTS = 100;
const CLIENT_WINDOW = 10 * MINUTE;

/** How many a known browser or session has before it counts as a stranger. */
export const KNOWN_ATTEMPTS = 10;
/**
 * How many wrong passwords or codes all strangers together have on one account. With sign-ups and five known browsers of
 * ten attempts each, that is no more than 100 (NIST SP 800-63B-4, section 3.2.2).
 */
export const STRANGERS_ATTEMPTS = 30;

/** How many sign-ups all strangers together have on one address: a sign-up tells whether its password is an account's. */
export const STRANGERS_SIGN_UPS = 20;

interface Limits {
  /** For how long attempts are remembered. */
  window: number;
  longestPause: number;
  /** How many strangers have together; null: any number. */
  strangers: number | null;
}

/** What can be guessed. */
const GUESS: Limits = { window: 30 * DAY, longestPause: DAY, strangers: STRANGERS_ATTEMPTS };
const SIGN_UP: Limits = { window: 30 * DAY, longestPause: 15 * MINUTE, strangers: STRANGERS_SIGN_UPS };
/** What only sends mail or makes something: nobody is to keep the owner from it. */
const REQUEST: Limits = { window: DAY, longestPause: 15 * MINUTE, strangers: null };

const LIMITS: Record<Attempt, Limits> = {
  'sign-in': GUESS,
  'second-factor': GUESS,
  'sign-up': SIGN_UP,
  reset: REQUEST,
  verification: REQUEST,
  'act-request': REQUEST,
};

function counters(attempt: Attempt) {
  const { window, longestPause, strangers } = LIMITS[attempt];
  return {
    client: limiter(`${attempt}:client`, CLIENT_ATTEMPTS, CLIENT_WINDOW / SECOND),
    known: limiter(`${attempt}:known`, KNOWN_ATTEMPTS, window / SECOND),
    // Never refuses by itself: the pause does.
    network: limiter(`${attempt}:network`, Number.MAX_SAFE_INTEGER, window / SECOND),
    pause: limiter(`${attempt}:pause`, 1, longestPause / SECOND),
    strangers: strangers === null ? null : limiter(`${attempt}:strangers`, strangers, window / SECOND),
  };
}

function pauseAfter(attempt: Attempt, attempts: number): number {
  return Math.min(FIRST_PAUSE * 2 ** (attempts - FREE_ATTEMPTS - 1), LIMITS[attempt].longestPause);
}

function inWords(seconds: number): string {
  if (seconds <= 90) return `${seconds} seconds`;
  const ms = seconds * SECOND;
  if (ms <= 90 * MINUTE) return `${Math.ceil(ms / MINUTE)} minutes`;
  return ms <= 36 * HOUR ? `${Math.ceil(ms / HOUR)} hours` : `${Math.ceil(ms / DAY)} days`;
}

function tooMany(attempt: Attempt, waitMs: number): Result<never> {
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND));
  const instead = LIMITS[attempt].strangers !== null ? ', or reset your password in this browser' : '';
  return refuse('TOO_MANY_ATTEMPTS', `Too many attempts. Try again in ${inWords(seconds)}${instead}.`, {
    retryAfterSeconds: seconds,
  });
}

/** Counts an attempt of a known browser or session; null when it has none left and counts as a stranger. */
export async function countKnownAttempt(
  attempt: Attempt,
  account: string,
  known: string,
): Promise<CountedAttempt | null> {
  const counter = counters(attempt).known;
  const key = `${counterKey(account)}/${known}`;
  const { waitMs } = await consume(counter, key);
  if (waitMs > 0) return null;
  return {
    async takeBack() {
      await counter.reward(key);
    },
  };
}

/** Lets a network's first attempts on an account through, and then one after each pause. Refuses with TOO_MANY_ATTEMPTS. */
async function countNetwork(attempt: Attempt, key: string): Promise<Result<CountedAttempt>> {
  const { network, pause } = counters(attempt);
  const paused = await pause.get(key);
  if (paused && paused.msBeforeNext > 0) return tooMany(attempt, paused.msBeforeNext);
  const { count } = await consume(network, key);
  const isFree = count <= FREE_ATTEMPTS;
  if (!isFree) {
    const { waitMs } = await consume(pause, key, pauseAfter(attempt, count) / SECOND);
    if (waitMs > 0) return tooMany(attempt, waitMs);
  }
  return ok({
    async takeBack() {
      await network.reward(key);
      // Only the attempt that began the pause ends it, so that nobody undoes the pause of a wrong guess.
      if (!isFree) await pause.delete(key);
    },
  });
}

async function countStranger(
  attempt: Attempt,
  account: string,
  address: string | null,
): Promise<Result<CountedAttempt>> {
  const { client, strangers } = counters(attempt);
  const from = address === null ? null : clientNetwork(address);
  if (from !== null) {
    const { waitMs } = await consume(client, from);
    if (waitMs > 0) return tooMany(attempt, waitMs);
  }
  const counted = await countNetwork(attempt, `${account}/${from ?? 'nowhere'}`);
  if (!counted.ok) return counted;
  const all = strangers && (await consume(strangers, account));
  if (all && all.waitMs > 0) return tooMany(attempt, all.waitMs);
  return ok({
    async takeBack() {
      if (from !== null) await client.reward(from);
      await counted.value.takeBack();
      await strangers?.reward(account);
    },
  });
}

/**
 * Counts an attempt before it is made, so that parallel ones cannot slip through together: per account (an e-mail address
 * or user id, whether there is one or not) and network, so that nobody uses up the attempts of somebody else elsewhere.
 * A known browser or session has attempts of its own. Guesses of all strangers together are limited, too.
 *
 * Refuses with TOO_MANY_ATTEMPTS.
 */
export async function countAttempt(
  attempt: Attempt,
  account: string,
  { address, known }: Client,
): Promise<Result<CountedAttempt>> {
  const counted = known ? await countKnownAttempt(attempt, account, known) : null;
  return counted ? ok(counted) : countStranger(attempt, counterKey(account), address);
}

/** Gives a known browser or session all its attempts again, once it has proven itself anew. */
export async function forgetKnownAttempts(attempt: Attempt, account: string, known: string): Promise<void> {
  await counters(attempt).known.delete(`${counterKey(account)}/${known}`);
}

/** Forgets every attempt on an account whose owner has proven themselves by mail. */
export async function forgetAttempts(attempt: Attempt, account: string): Promise<void> {
  const key = counterKey(account);
  const kinds = ['known', 'network', 'pause', 'strangers'];
  await forgetCounters(kinds.map((kind) => `${attempt}:${kind}:${key}`));
}
