import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import type { SignedNonce } from '@/lib/domain/key-calls/take-nonce';
import { sendMessagesInputSchema } from '@/lib/domain/messages/schema';
import { type SentMessages, sendForKey } from '@/lib/domain/messages/send-for-key';
import { parse } from '@/lib/domain/parse';

/**
 * Queues a text to one or more numbers and debits it, all or nothing. With `request`, this happens only once. With a
 * time it is sent then; it is debited at once. With `skipsProblems`, recipients that are wrong or repeated are left out, and
 * the request is refused if none is left. In the sandbox nothing is sent, and the money is play money.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN for anyone but a key, CARRIER_NOT_CONFIGURED for a live key without a
 * carrier, DESTINATION_NOT_ALLOWED, DESTINATION_NOT_SUPPORTED, SENDER_NOT_APPROVED, SPEND_LIMIT_EXCEEDED,
 * INSUFFICIENT_BALANCE, REPEATED_MESSAGE, INVALID_API_KEY if the key is no longer valid, IDEMPOTENCY_CONFLICT, NONCE_REUSED, or
 * as a magic number asks. @param nonce of a signed call whose nonce nobody has taken
 */
export async function sendMessages(
  actor: Actor,
  input: unknown,
  request?: IdempotentRequest<SentMessages>,
  nonce?: SignedNonce,
): Promise<OperationResult<SentMessages>> {
  const parsed = parse(sendMessagesInputSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'messages/send');
  if (!authorized.ok) return authorized;
  return sendForKey(authorized.value, parsed.value, { request, nonce });
}
