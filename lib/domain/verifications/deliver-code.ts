import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { enqueueMailPrepared } from '@/lib/domain/mails/enqueue';
import { toRecipient } from '@/lib/domain/messages/price';
import { queueMessages } from '@/lib/domain/messages/queue';
import { measureText } from '@/lib/domain/messages/segments';
import { sealText } from '@/lib/domain/outbox/sealed-text';
import {
  type CodeText,
  codeMail,
  maskedText,
  messageText,
  spokenText,
} from '@/lib/domain/verifications/code-text';
import type { RequestedChannel } from '@/lib/domain/verifications/schema';
import { queueVoiceCalls } from '@/lib/domain/voice-calls/queue';
import { ok, type Result } from '@/lib/errors';

export interface CodeDelivery {
  recipient: string;
  sender: string | null;
  text: CodeText;
  createdAt: Date;
  expiresAt: Date;
}

/** A code that waits to be sent. */
export interface DeliveredCode {
  messageId: string | null;
  voiceCallId: string | null;
  /** In millionths of the currency unit. */
  price: bigint;
}

/**
 * Queues a code, in the transaction that has locked the key. In the sandbox the code is not sent, and nothing stores it.
 * Refuses as `queueMessages` and `queueVoiceCalls` do.
 */
type Deliver = (
  tx: PreparedTransaction,
  apiKey: ApiKeyActor,
  key: UsableKey,
  delivery: CodeDelivery,
) => Promise<Result<DeliveredCode>>;

const bySms: Deliver = async (tx, apiKey, key, { recipient, sender, text, createdAt, expiresAt }) => {
  const plain = messageText(text);
  const { segments } = measureText(plain);
  const isLive = apiKey.environment === 'live';
  const queued = await queueMessages(tx, apiKey, key, {
    recipients: [{ ...toRecipient(recipient), segments }],
    sender,
    text: maskedText(text),
    sealedText: isLive ? sealText(plain) : null,
    validUntil: isLive ? expiresAt : null,
    createdAt,
    scheduledAt: null,
    callbackUrl: null,
  });
  if (!queued.ok) return queued;
  const [message] = queued.value.messages;
  if (!message) throw new Error('A message for one recipient was not queued.');
  return ok({ messageId: message.id, voiceCallId: null, price: message.price.amount });
};

const byVoice: Deliver = async (tx, apiKey, key, { recipient, sender, text, createdAt, expiresAt }) => {
  const isLive = apiKey.environment === 'live';
  const queued = await queueVoiceCalls(tx, apiKey, key, {
    recipients: [toRecipient(recipient)],
    name: null,
    sender,
    content: {
      text: maskedText(text),
      sealedText: isLive ? sealText(spokenText(text)) : null,
      audioUrl: null,
    },
    voice: null,
    ringSeconds: null,
    validUntil: isLive ? expiresAt : null,
    createdAt,
    callbackUrl: null,
  });
  if (!queued.ok) return queued;
  const [call] = queued.value.calls;
  if (!call) throw new Error('A call to one recipient was not queued.');
  return ok({ messageId: null, voiceCallId: call.id, price: call.price.amount });
};

const byEmail: Deliver = async (tx, { environment }, _key, { recipient, text }) => {
  if (environment === 'live') enqueueMailPrepared(tx, { to: recipient, ...codeMail(text) });
  return ok({ messageId: null, voiceCallId: null, price: 0n });
};

/** The channels that can send codes. */
export const CONNECTED = { sms: bySms, email: byEmail, voice: byVoice } satisfies Partial<
  Record<RequestedChannel, Deliver>
>;

export type ConnectedChannel = keyof typeof CONNECTED;

/** Whether codes can be sent by a channel. */
export function isConnected(channel: RequestedChannel): channel is ConnectedChannel {
  return Object.hasOwn(CONNECTED, channel);
}
