import { z } from 'zod';
import { type Environment, MessageStatus, VoiceCallStatus } from '@/lib/db/generated/enums';
import {
  EVENT_TYPES,
  type EventType,
  type KeyEventType,
  MESSAGE_EVENTS,
  type MessageEventType,
  VOICE_CALL_EVENTS,
  type VoiceCallEventType,
} from '@/lib/domain/webhook-events/event-types';

const date = z.coerce.date();
const money = z.object({ amount: z.coerce.bigint(), currency: z.string() });

const message = z.object({
  id: z.string(),
  /** The batch that it was sent in, if any. */
  batchId: z.string().nullable(),
  status: z.enum(MessageStatus),
  to: z.string(),
  from: z.string().nullable(),
  segments: z.int(),
  price: money,
  createdAt: date,
  sentAt: date.nullable(),
  finalizedAt: date.nullable(),
});

const voiceCall = z.object({
  id: z.string(),
  /** The number of its charge. Events that were recorded earlier have none. */
  number: z.coerce.bigint().nullish(),
  /** The calls of one request have the same. */
  groupId: z.string(),
  status: z.enum(VoiceCallStatus),
  to: z.string(),
  from: z.string().nullable(),
  durationSeconds: z.int().nullable(),
  price: money,
  createdAt: date,
  startedAt: date.nullable(),
  endedAt: date.nullable(),
});

const key = z.object({
  id: z.string(),
  label: z.string(),
  expiresAt: date.nullable(),
  /** For `api_key.rotated`: when the old secret ends; null if it works until it is retired. */
  oldSecretEndsAt: date.nullish(),
  /** For `api_key.new_network`. */
  address: z.string().optional(),
  /** For `api_key.leaked`: the URL where a scanner found it, or an empty text. */
  location: z.string().optional(),
  /** For `api_key.leaked`: whether the key is disabled now. */
  disabled: z.boolean().optional(),
});

const balance = z.object({ balance: money, threshold: money });

const test = z.object({ endpointId: z.string() });

/** A message when its status changed. It does not contain the text. */
export type MessageSnapshot = z.output<typeof message>;
/** A voice call when it ended. It does not contain the text. */
export type VoiceCallSnapshot = z.output<typeof voiceCall>;
export type KeySnapshot = z.output<typeof key>;
export type BalanceSnapshot = z.output<typeof balance>;
export type TestSnapshot = z.output<typeof test>;

type DataOf<Type extends EventType> = Type extends MessageEventType
  ? MessageSnapshot
  : Type extends VoiceCallEventType
    ? VoiceCallSnapshot
    : Type extends KeyEventType
      ? KeySnapshot
      : Type extends 'balance.low'
        ? BalanceSnapshot
        : TestSnapshot;

/** An event, independent of any provider's wire format. */
export type WebhookEvent = {
  [Type in EventType]: { id: string; type: Type; environment: Environment; at: Date; data: DataOf<Type> };
}[EventType];

/** Whether an event is about a message. */
export function isMessageEvent(
  event: WebhookEvent,
): event is Extract<WebhookEvent, { type: MessageEventType }> {
  return MESSAGE_EVENTS.some((type) => type === event.type);
}

/** Whether an event is about a voice call. */
export function isVoiceCallEvent(
  event: WebhookEvent,
): event is Extract<WebhookEvent, { type: VoiceCallEventType }> {
  return VOICE_CALL_EVENTS.some((type) => type === event.type);
}

const DATA = {
  'message.sent': message,
  'message.delivered': message,
  'message.undelivered': message,
  'message.expired': message,
  'message.canceled': message,
  'voice_call.completed': voiceCall,
  'voice_call.failed': voiceCall,
  'api_key.created': key,
  'api_key.rotated': key,
  'api_key.expiring': key,
  'api_key.revoked': key,
  'api_key.new_network': key,
  'api_key.leaked': key,
  'balance.low': balance,
  'webhook.test': test,
} satisfies Record<EventType, z.ZodType>;

/** An event as the database has it. */
export interface StoredEvent {
  id: string;
  type: string;
  environment: Environment;
  at: Date;
  data: unknown;
}

/**
 * Reads a stored event: amounts as `bigint`, times as `Date`.
 * @throws ZodError if the type is unknown, or if the data does not have the shape of its type
 */
export function readEvent({ type: stored, data, ...rest }: StoredEvent): WebhookEvent {
  const type = z.enum(EVENT_TYPES).parse(stored);
  // The compiler cannot see that the data has the shape of this type.
  return { ...rest, type, data: DATA[type].parse(data) } as WebhookEvent;
}
