import { type Refusal, refuse } from '@/lib/errors';

/** How a simulated message ends. */
export type Outcome = 'delivered' | 'undelivered' | 'expired';

/**
 * Numbers that a sandbox key sends to in order to see one outcome. They belong to nobody: +1 500 is no area,
 * and 555-01xx is kept for fiction. Every other number is delivered to.
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

/** The refusal that a sandbox send asks for by naming one of the numbers; undefined when it names none. */
export function simulatedRefusal(recipients: readonly string[]): { ok: false; refusal: Refusal } | undefined {
  if (recipients.includes(MAGIC_NUMBERS.insufficientBalance)) {
    return refuse('INSUFFICIENT_BALANCE', 'Simulated: the balance does not cover this request.');
  }
  if (recipients.includes(MAGIC_NUMBERS.senderNotApproved)) {
    return refuse('SENDER_NOT_APPROVED', 'Simulated: this sender is not approved for the destination.');
  }
  if (recipients.includes(MAGIC_NUMBERS.rateLimited)) {
    return refuse('RATE_LIMITED', 'Simulated: too many requests. Try again later.', {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
  return undefined;
}
