import { z } from 'zod';
import type { Refusal, RefusalCode } from '@/lib/errors';
import type { ErrorFormat } from '@/lib/profiles/profile';
import { codeOf, numberOf } from '@/lib/profiles/seven/codes';

/** A subscription that failed. */
export const failedSubscription = z.strictObject({ success: z.literal(false), error_message: z.string() });

/** The refusals that say what is wrong with a subscription. */
const OF_SUBSCRIPTIONS: readonly RefusalCode[] = ['INVALID_REQUEST', 'CONFLICT', 'ALREADY_CREATED'];

function toFailedSubscription({ message, fields = {} }: Refusal): z.output<typeof failedSubscription> {
  const [problem = message] = Object.values(fields);
  return { success: false, error_message: problem };
}

/**
 * Clients tell a refusal by its body alone, which is one bare number. Some read only the status. A subscription that failed
 * is an object.
 */
export const errors: ErrorFormat = {
  schema: z.union([z.int().describe('One of the codes, as a bare number.'), failedSubscription]),
  statuses: {
    INVALID_REQUEST: 400,
    NOT_FOUND: 400,
    METHOD_NOT_ALLOWED: 400,
    CONFLICT: 400,
    IDEMPOTENCY_CONFLICT: 400,
    IDEMPOTENCY_KEY_REUSED: 400,
    PAYLOAD_TOO_LARGE: 400,
    UNSUPPORTED_MEDIA_TYPE: 400,
    EXPECTATION_FAILED: 400,
    ALREADY_CREATED: 400,
    SENDER_NOT_APPROVED: 400,
    DESTINATION_NOT_SUPPORTED: 400,
    SPEND_LIMIT_EXCEEDED: 400,
    REPEATED_MESSAGE: 400,
    CARRIER_NOT_CONFIGURED: 400,
    CHANNEL_NOT_CONNECTED: 400,
  },
  code: codeOf,
  inputCodes: [
    {
      code: 201,
      meaning: 'The sender is not valid.',
      action: 'Give up to 11 letters and digits, or a number of up to 16 digits.',
    },
    {
      code: 202,
      meaning: 'No recipient is a phone number, or there are too many.',
      action: 'Fix the numbers, or use several requests.',
    },
    { code: 301, meaning: 'There is no recipient.', action: 'Give one in `to`.' },
    { code: 305, meaning: 'There is no text, or it is not valid.', action: 'Give one in `text`.' },
    { code: 401, meaning: 'The text is too long.', action: 'Send a shorter text, or several.' },
  ],
  write(refusal, { route }) {
    if (route?.operation === 'webhook-endpoints.create' && OF_SUBSCRIPTIONS.includes(refusal.code)) {
      return { contentType: 'application/json', body: JSON.stringify(toFailedSubscription(refusal)) };
    }
    return { contentType: 'text/plain', body: String(numberOf(refusal, route)) };
  },
};
