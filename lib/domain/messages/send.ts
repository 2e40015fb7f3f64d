import { now } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { Actor } from '@/lib/domain/actor';
import { recordAuditPrepared } from '@/lib/domain/audit/record';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { requireCarrier } from '@/lib/domain/carrier/current';
import {
  type IdempotentRequest,
  type OperationResult,
  withIdempotency,
} from '@/lib/domain/idempotency/with-idempotency';
import { chargeKey } from '@/lib/domain/key-calls/charge';
import { lockKeyForUse } from '@/lib/domain/key-calls/lock-for-use';
import { checkLimits } from '@/lib/domain/messages/check-limits';
import { insertMessages, toViews } from '@/lib/domain/messages/insert';
import { simulatedRefusal } from '@/lib/domain/messages/magic-numbers';
import { priceMessages, toRecipient } from '@/lib/domain/messages/price';
import { sendMessagesInputSchema } from '@/lib/domain/messages/schema';
import { type EncodingName, measureText } from '@/lib/domain/messages/segments';
import { checkSendTime } from '@/lib/domain/messages/send-time';
import type { MessageView } from '@/lib/domain/messages/view';
import { inWorkspaceQueue } from '@/lib/domain/messages/workspace-queue';
import { parse } from '@/lib/domain/parse';
import type { Charge } from '@/lib/domain/wallet/charge';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result } from '@/lib/errors';

/** Messages that were queued. */
export interface SentMessages {
  messages: MessageView[];
  encoding: EncodingName;
  /** After the charges. */
  balance: Money;
}

/**
 * Queues a text to one or more numbers and debits it, all or nothing. With `request`, this happens only once. With a
 * time it is sent then; it is debited at once. In the sandbox nothing is sent, and the money is play money.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN for anyone but a key, CARRIER_NOT_CONFIGURED for a live key without a
 * carrier, DESTINATION_NOT_ALLOWED, DESTINATION_NOT_SUPPORTED, SENDER_NOT_APPROVED, SPEND_LIMIT_EXCEEDED,
 * INSUFFICIENT_BALANCE, INVALID_API_KEY if the key is no longer valid, IDEMPOTENCY_CONFLICT, or as a magic number asks.
 */
export async function sendMessages(
  actor: Actor,
  input: unknown,
  request?: IdempotentRequest<SentMessages>,
): Promise<OperationResult<SentMessages>> {
  const parsed = parse(sendMessagesInputSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'messages/send');
  if (!authorized.ok) return authorized;
  const apiKey = authorized.value;
  const { workspaceId, environment } = apiKey;
  const connected = requireCarrier(environment);
  if (!connected.ok) return connected;
  const { to, text, from = null, at: scheduledAt = null, callbackUrl = null } = parsed.value;

  const createdAt = now();
  const { encoding, segments } = measureText(text);
  const recipients = to.map((recipient) => ({ ...toRecipient(recipient), segments }));
  const destinations = [...new Set(recipients.flatMap((each) => each.destinations))];

  const send = async (tx: PreparedTransaction): Promise<Result<SentMessages>> => {
    const inTime = checkSendTime(scheduledAt);
    if (!inTime.ok) return inTime;
    const locked = await lockKeyForUse(tx, apiKey, { channel: 'sms', destinations });
    if (!locked.ok) return locked;
    const simulated = environment === 'sandbox' ? simulatedRefusal(to) : undefined;
    if (simulated) return simulated;
    const allowed = checkLimits(locked.value, recipients, from);
    if (!allowed.ok) return allowed;
    const priced = priceMessages(recipients, locked.value.prices);
    if (!priced.ok) return priced;
    const messages = priced.value.map((message) => ({ ...message, text, scheduledAt }));
    const outgoing = { sender: from, createdAt, batchId: null, callbackUrl, messages };
    const charges = messages.map(
      ({ id, price }): Charge => ({ kind: 'message', reference: id, amount: price }),
    );
    const inserted = insertMessages(tx, apiKey, outgoing);
    recordAuditPrepared(tx, apiKey, {
      action: 'messages.send',
      targetId: messages.length === 1 ? messages[0]?.id : undefined,
      detail: { messages: messages.length, segments },
    });
    const sizes = { messages: messages.length, segments: messages.length * segments };
    const charging = chargeKey(tx, locked.value, { workspaceId, environment, charges, at: createdAt, sizes });
    const [charged] = await Promise.all([charging, inserted]);
    if (!charged.ok) return charged;
    const { currency } = locked.value;
    const balance = { amount: charged.value, currency };
    return ok({ messages: toViews(outgoing, currency), encoding, balance });
  };
  return inWorkspaceQueue(workspaceId, () => withIdempotency(request, send));
}
