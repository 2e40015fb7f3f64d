import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { cancelAndRefund } from '@/lib/domain/messages/cancel-and-refund';
import { cancelMessagesSchema } from '@/lib/domain/messages/schema';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/**
 * Cancels messages that were not submitted yet, refunds them, and returns their ids. Other ids are left out: those of
 * messages that were submitted, or that the workspace and environment do not have.
 *
 * Refuses with INVALID_REQUEST, INVALID_API_KEY if the key was revoked meanwhile, or FORBIDDEN for anyone but a key.
 */
export async function cancelMessages(actor: Actor, input: unknown): Promise<Result<{ canceled: string[] }>> {
  const parsed = parse(cancelMessagesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'messages/cancel-several');
  if (!authorized.ok) return authorized;
  const apiKey = authorized.value;
  const ids = [...new Set(parsed.value.ids)];
  return transact(apiKey, async (tx) => {
    const canceled: string[] = [];
    for (const messageId of ids) {
      if ((await cancelAndRefund(tx, apiKey, { messageId })) > 0) canceled.push(messageId);
    }
    return ok({ canceled });
  });
}
