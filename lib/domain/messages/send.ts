import { MINUTE, now } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { Actor } from '@/lib/domain/actor';
import { recordAuditPrepared } from '@/lib/domain/audit/record';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { requireCarrier } from '@/lib/domain/carrier/current';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { transactForKey } from '@/lib/domain/key-calls/transact-for-key';
import { type QueuedMessages, queueMessages } from '@/lib/domain/messages/queue';
import { readRecipientList } from '@/lib/domain/messages/recipient-list';
import { repeatRefusal } from '@/lib/domain/messages/repeat-refusal';
import { sendMessagesInputSchema } from '@/lib/domain/messages/schema';
import { type EncodingName, measureText } from '@/lib/domain/messages/segments';
import { checkSendTime } from '@/lib/domain/messages/send-time';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/** Messages that were queued. */
export interface SentMessages extends QueuedMessages {
  encoding: EncodingName;
  /** What was left out because it is no phone number, as it was given, each once. */
  wrong: readonly string[];
}

/** No carrier gets a message at or after this time; null: it waits as long as other messages. */
function validUntil(from: Date, minutes: number | undefined): Date | null {
  return minutes === undefined ? null : new Date(from.getTime() + minutes * MINUTE);
}

/**
 * Queues a text to one or more numbers and debits it, all or nothing. With `request`, this happens only once. With a
 * time it is sent then; it is debited at once. With `skipsProblems`, recipients that are wrong or repeated are left out, and
 * the request is refused if none is left. In the sandbox nothing is sent, and the money is play money.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN for anyone but a key, CARRIER_NOT_CONFIGURED for a live key without a
 * carrier, DESTINATION_NOT_ALLOWED, DESTINATION_NOT_SUPPORTED, SENDER_NOT_APPROVED, SPEND_LIMIT_EXCEEDED,
 * INSUFFICIENT_BALANCE, REPEATED_MESSAGE, INVALID_API_KEY if the key is no longer valid, IDEMPOTENCY_CONFLICT, or as a
 * magic number asks.
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
  const { environment } = apiKey;
  const connected = requireCarrier(environment);
  if (!connected.ok) return connected;
  const { text, from = null, at: scheduledAt = null, window, callbackUrl = null } = parsed.value;
  const { label = null, reference = null, flash, userDataHeader = null } = parsed.value;
  const { validMinutes, repeatAfterSeconds } = parsed.value;

  const list = await readRecipientList(parsed.value.to, parsed.value);
  if (!list.ok) return list;
  const { wrong } = list.value;

  const createdAt = now();
  const { encoding, segments } = measureText(text);
  const recipients = list.value.recipients.map((recipient) => ({ ...recipient, segments }));
  const destinations = [...new Set(recipients.flatMap((each) => each.destinations))];

  const send = async (tx: PreparedTransaction, key: UsableKey): Promise<Result<SentMessages>> => {
    const inTime = checkSendTime(scheduledAt, window);
    if (!inTime.ok) return inTime;
    const repeated = await repeatRefusal(tx, apiKey, {
      recipients: recipients.map(({ recipient }) => recipient),
      text,
      withinSeconds: repeatAfterSeconds,
    });
    if (repeated) return repeated;
    const queued = await queueMessages(tx, apiKey, key, {
      recipients,
      sender: from,
      text,
      createdAt,
      scheduledAt,
      callbackUrl,
      validUntil: validUntil(scheduledAt ?? createdAt, validMinutes),
      recognizesRepeats: repeatAfterSeconds !== undefined,
      details: { label, reference: reference || null, flash, userDataHeader },
    });
    if (!queued.ok) return queued;
    const { messages } = queued.value;
    recordAuditPrepared(tx, apiKey, {
      action: 'messages.send',
      targetId: messages.length === 1 ? messages[0]?.id : undefined,
      detail: { messages: messages.length, segments },
    });
    return ok({ ...queued.value, encoding, wrong });
  };
  return transactForKey(apiKey, { request, prices: { channel: 'sms', destinations }, work: send });
}
