import { DAY, MINUTE, SECOND } from '@/lib/clock';
import { limiter } from '@/lib/domain/throttle/limiter';

/** What is throttled. Each kind has counters of its own. */
export type Attempt =
  | 'sign-in'
  | 'second-factor'
  | 'sign-up'
  | 'reset'
  | 'verification'
  | 'act-request'
  | 'extension-request'
  | 'invitation'
  | 'workspace'
  | 'payment'
  | 'leak-report';

/** How many attempts a network has on one account without a pause. */
export const FREE_ATTEMPTS = 5;
/** The pause before the next attempt. It doubles with each attempt. */
const FIRST_PAUSE = MINUTE;

/** How many attempts a network has in ten minutes on all accounts together. An office may share one address. */
const CLIENT_ATTEMPTS = 100;
const CLIENT_WINDOW = 10 * MINUTE;

/** How many attempts a known browser or session has before it counts as unknown. */
export const KNOWN_ATTEMPTS = 10;
/**
 * How many wrong passwords or codes all unknown clients together have on one account. With sign-ups, and ten attempts
 * for each of five known browsers, that is at most 100 (NIST SP 800-63B-4, section 3.2.2).
 */
export const STRANGERS_ATTEMPTS = 30;

/**
 * How many sign-ups all unknown clients together have on one address, because a sign-up shows whether its password is
 * that of an account.
 */
export const STRANGERS_SIGN_UPS = 20;

interface Limits {
  /** How long attempts are remembered, in milliseconds. */
  window: number;
  longestPause: number;
  /** How many attempts all unknown clients have together; null: any number. */
  strangers: number | null;
}

/** Something that can be guessed. */
const GUESS: Limits = { window: 30 * DAY, longestPause: DAY, strangers: STRANGERS_ATTEMPTS };
const SIGN_UP: Limits = { window: 30 * DAY, longestPause: 15 * MINUTE, strangers: STRANGERS_SIGN_UPS };
/** Something that sends a mail or creates something. Others must not be able to block the owner. */
const REQUEST: Limits = { window: DAY, longestPause: 15 * MINUTE, strangers: null };

const LIMITS: Record<Attempt, Limits> = {
  'sign-in': GUESS,
  'second-factor': GUESS,
  'sign-up': SIGN_UP,
  reset: REQUEST,
  verification: REQUEST,
  'act-request': REQUEST,
  'extension-request': REQUEST,
  invitation: REQUEST,
  workspace: REQUEST,
  payment: REQUEST,
  'leak-report': REQUEST,
};

/** The counters of an attempt. */
export function counters(attempt: Attempt) {
  const { window, longestPause, strangers } = LIMITS[attempt];
  return {
    client: limiter(`${attempt}:client`, CLIENT_ATTEMPTS, CLIENT_WINDOW / SECOND),
    known: limiter(`${attempt}:known`, KNOWN_ATTEMPTS, window / SECOND),
    // This counter never refuses. The pause does.
    network: limiter(`${attempt}:network`, Number.MAX_SAFE_INTEGER, window / SECOND),
    pause: limiter(`${attempt}:pause`, 1, longestPause / SECOND),
    strangers: strangers === null ? null : limiter(`${attempt}:strangers`, strangers, window / SECOND),
  };
}

/** How long to wait after a number of attempts, in milliseconds. */
export function pauseAfter(attempt: Attempt, attempts: number): number {
  return Math.min(FIRST_PAUSE * 2 ** (attempts - FREE_ATTEMPTS - 1), LIMITS[attempt].longestPause);
}

/** Whether the attempts of all unknown clients together are limited, so that they can block the owner. */
export function limitsStrangers(attempt: Attempt): boolean {
  return LIMITS[attempt].strangers !== null;
}
