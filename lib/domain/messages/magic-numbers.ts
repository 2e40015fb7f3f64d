import { type Refusal, refuse } from '@/lib/errors';

/** The final status of a simulated message. */
export type Outcome = 'delivered' | 'undelivered' | 'expired';

/**
 * Numbers that give a sandbox message one particular outcome. They belong to nobody: +1 500 is not an area code, and
 * 555-01xx is reserved for fiction. Messages to all other numbers are delivered.
 */
export const MAGIC_NUMBERS = {
  delivered: '+15005550100',
  undelivered: '+15005550101',
  expired: '+15005550102',
  insufficientBalance: '+15005550103',
  senderNotApproved: '+15005550104',
  rateLimited: '+15005550105',
} as const;

const RETRY_AFTER_SECONDS = 60;

/** The outcome of a simulated message to `recipient`. */
export function outcomeOf(recipient: string): Outcome {
  if (recipient === MAGIC_NUMBERS.undelivered) return 'undelivered';
  if (recipient === MAGIC_NUMBERS.expired) return 'expired';
  return 'delivered';
}

/** Marks a refusal that happens only because the caller asked for it. */
const SIMULATED = { detail: { cause: 'simulated' } } as const;

/** The refusal that a magic number among the recipients asks for; undefined if there is none. */
export function simulatedRefusal(recipients: readonly string[]): { ok: false; refusal: Refusal } | undefined {
  if (recipients.includes(MAGIC_NUMBERS.insufficientBalance)) {
    return refuse('INSUFFICIENT_BALANCE', 'Simulated: the balance does not cover this request.', SIMULATED);
  }
  if (recipients.includes(MAGIC_NUMBERS.senderNotApproved)) {
    return refuse(
      'SENDER_NOT_APPROVED',
      'Simulated: this sender is not approved for the destination.',
      SIMULATED,
    );
  }
  if (recipients.includes(MAGIC_NUMBERS.rateLimited)) {
    return refuse('RATE_LIMITED', 'Simulated: too many requests. Try again later.', {
      ...SIMULATED,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
  return undefined;
}
