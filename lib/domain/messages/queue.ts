import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { chargeKey } from '@/lib/domain/key-calls/charge';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { checkLimits } from '@/lib/domain/messages/check-limits';
import { insertMessages, type SenderDetails, toViews } from '@/lib/domain/messages/insert';
import { simulatedRefusal } from '@/lib/domain/messages/magic-numbers';
import { type Addressed, priceMessages } from '@/lib/domain/messages/price';
import type { MessageView } from '@/lib/domain/messages/view';
import type { Charge } from '@/lib/domain/wallet/charge';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result } from '@/lib/errors';

/** A text to one or more recipients, each with the same number of segments. */
export interface MessageDraft {
  recipients: readonly Addressed[];
  sender: string | null;
  text: string;
  /** What is sent instead of `text`, sealed: see `Message.sealedText`. */
  sealedText?: Buffer | null;
  /** No carrier gets it at or after this time. Null: it waits as long as other messages. */
  validUntil?: Date | null;
  createdAt: Date;
  /** When it is to be sent; null: at once. */
  scheduledAt: Date | null;
  callbackUrl: string | null;
  details?: SenderDetails;
  /** Whether a repetition of the text must be recognized later. */
  recognizesRepeats?: boolean;
}

/** Messages that were queued and charged. */
export interface QueuedMessages {
  messages: MessageView[];
  /** After the charges. */
  balance: Money;
}

/**
 * Queues a text and charges it, all recipients or none, in the transaction that has locked the key for them. The caller
 * records the audit event.
 *
 * Refuses with DESTINATION_NOT_ALLOWED, DESTINATION_NOT_SUPPORTED, SENDER_NOT_APPROVED, SPEND_LIMIT_EXCEEDED,
 * INSUFFICIENT_BALANCE, or in the sandbox as a magic number asks. The transaction must then be rolled back.
 */
export async function queueMessages(
  tx: PreparedTransaction,
  apiKey: ApiKeyActor,
  key: UsableKey,
  { recipients, sender, text, scheduledAt, ...draft }: MessageDraft,
): Promise<Result<QueuedMessages>> {
  const { workspaceId, environment } = apiKey;
  const numbers = recipients.map(({ recipient }) => recipient);
  const simulated = environment === 'sandbox' ? simulatedRefusal(numbers) : undefined;
  if (simulated) return simulated;
  const allowed = checkLimits(key, recipients, sender);
  if (!allowed.ok) return allowed;
  const priced = priceMessages(recipients, key.prices, draft.createdAt);
  if (!priced.ok) return priced;
  const messages = priced.value.map((message) => ({ ...message, text, scheduledAt }));
  const outgoing = { ...draft, sender, batchId: null, messages };
  const charges = messages.map(
    ({ id, price }): Charge => ({ kind: 'message', reference: id, amount: price }),
  );
  const sizes = {
    messages: messages.length,
    segments: messages.reduce((sum, { segments }) => sum + segments, 0),
  };
  const inserted = insertMessages(tx, apiKey, outgoing);
  const charging = chargeKey(tx, key, { workspaceId, environment, charges, at: draft.createdAt, sizes });
  const [charged] = await Promise.all([charging, inserted]);
  if (!charged.ok) return charged;
  const balance = { amount: charged.value.balance, currency: key.currency };
  return ok({ messages: toViews(outgoing, key.currency), balance });
}
