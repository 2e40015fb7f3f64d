import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';

/** The final status of a simulated call. */
export type CallOutcome = 'completed' | 'no_answer' | 'busy' | 'failed';

/**
 * Numbers that give a sandbox call one particular outcome, in addition to those of messages that refuse a request. Calls
 * to all other numbers are completed.
 */
export const CALL_NUMBERS: Readonly<Record<CallOutcome, string>> = {
  completed: MAGIC_NUMBERS.delivered,
  failed: MAGIC_NUMBERS.undelivered,
  no_answer: MAGIC_NUMBERS.expired,
  busy: '+15005550106',
};

/** How long a simulated call that is completed takes. */
export const SIMULATED_SECONDS = 12;

/** The outcome of a simulated call to `recipient`. */
export function callOutcomeOf(recipient: string): CallOutcome {
  if (recipient === CALL_NUMBERS.failed) return 'failed';
  if (recipient === CALL_NUMBERS.no_answer) return 'no_answer';
  return recipient === CALL_NUMBERS.busy ? 'busy' : 'completed';
}
