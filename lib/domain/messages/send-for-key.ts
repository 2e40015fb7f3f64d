import type { z } from 'zod';
import { MINUTE, now } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import { recordAuditPrepared } from '@/lib/domain/audit/record';
import { requireCarrier } from '@/lib/domain/carrier/current';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import type { SignedNonce } from '@/lib/domain/key-calls/take-nonce';
import { transactForKey } from '@/lib/domain/key-calls/transact-for-key';
import { type QueuedMessages, queueMessages } from '@/lib/domain/messages/queue';
import { readRecipientList } from '@/lib/domain/messages/recipient-list';
import { repeatRefusal } from '@/lib/domain/messages/repeat-refusal';
import type { sendMessagesInputSchema } from '@/lib/domain/messages/schema';
import { type EncodingName, measureText } from '@/lib/domain/messages/segments';
import { checkSendTime } from '@/lib/domain/messages/send-time';
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

/** How a key sends. */
interface Sending {
  request: IdempotentRequest<SentMessages> | undefined;
  /** Of a signed call whose nonce nobody has taken. */
  nonce?: SignedNonce | undefined;
  /** The member who sends with the key. Left out: the customer's server does. */
  member?: MemberActor;
}

/**
 * Queues a text and debits it as `sendMessages` does, which says with what it refuses. A member needs a session that has
 * not ended, and the audit log names the member.
 */
export async function sendForKey(
  apiKey: ApiKeyActor,
  input: z.output<typeof sendMessagesInputSchema>,
  { request, nonce, member }: Sending,
): Promise<OperationResult<SentMessages>> {
  const { environment } = apiKey;
  const connected = requireCarrier(environment);
  if (!connected.ok) return connected;
  const { text, from = null, at: scheduledAt = null, window, callbackUrl = null } = input;
  const { label = null, reference = null, flash, userDataHeader = null } = input;
  const { validMinutes, repeatAfterSeconds } = input;

  const list = await readRecipientList(input.to, input);
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
    recordAuditPrepared(tx, member ?? apiKey, {
      action: member ? 'messages.send_test' : 'messages.send',
      targetId: messages.length === 1 ? messages[0]?.id : undefined,
      detail: { messages: messages.length, segments, ...(member && { keyId: apiKey.keyId }) },
    });
    return ok({ ...queued.value, encoding, wrong });
  };
  return transactForKey(apiKey, {
    request,
    nonce,
    member,
    prices: { channel: 'sms', destinations },
    work: send,
  });
}
