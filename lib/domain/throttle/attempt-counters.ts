import { DAY, MINUTE, SECOND } from '@/lib/clock';
import { limiter } from '@/lib/domain/throttle/limiter';

/** What is throttled, each with counters of its own. */
export type Attempt = 'sign-in' | 'second-factor' | 'sign-up' | 'reset' | 'verification' | 'act-request';

/** How many attempts on one account a network has without a pause. */
export const FREE_ATTEMPTS = 5;
/** The pause before the next attempt; it doubles with each. */
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

/** The counters of an attempt. */
export function counters(attempt: Attempt) {
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

/** The milliseconds to wait after the last of `attempts`. */
export function pauseAfter(attempt: Attempt, attempts: number): number {
  return Math.min(FIRST_PAUSE * 2 ** (attempts - FREE_ATTEMPTS - 1), LIMITS[attempt].longestPause);
}

/** Whether the attempts of all strangers together are limited, so that they can use up those of the owner. */
export function limitsStrangers(attempt: Attempt): boolean {
  return LIMITS[attempt].strangers !== null;
}
