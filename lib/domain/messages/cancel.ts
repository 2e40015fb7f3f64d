import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { cancelAndRefund } from '@/lib/domain/messages/cancel-and-refund';
import { getMessage } from '@/lib/domain/messages/get';
import { messageSchema } from '@/lib/domain/messages/schema';
import type { MessageDetails } from '@/lib/domain/messages/timeline';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Cancels a message that was not submitted yet, and refunds it. A message that is canceled already stays so.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (also for a message of another workspace or environment), CONFLICT if it was
 * submitted or has expired, INVALID_API_KEY if the key was revoked meanwhile, or FORBIDDEN for anyone but a key.
 */
export async function cancelMessage(actor: Actor, input: unknown): Promise<Result<MessageDetails>> {
  const parsed = parse(messageSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'messages/cancel');
  if (!authorized.ok) return authorized;
  const apiKey = authorized.value;
  const target = { messageId: parsed.value.id };
  const canceled = await transact(apiKey, async (tx) => ok(await cancelAndRefund(tx, apiKey, target)));
  if (!canceled.ok) return canceled;
  const message = await getMessage(apiKey, parsed.value);
  if (!message.ok || message.value.status === 'canceled') return message;
  return refuse('CONFLICT', 'This message was submitted already. It cannot be canceled.');
}
