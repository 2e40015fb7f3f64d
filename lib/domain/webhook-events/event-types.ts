export const MESSAGE_EVENTS = [
  'message.sent',
  'message.delivered',
  'message.undelivered',
  'message.expired',
  'message.canceled',
] as const;

/** `voice_call.failed`: nobody answered, the line was busy, or the call could not be made. */
export const VOICE_CALL_EVENTS = ['voice_call.completed', 'voice_call.failed'] as const;

export const KEY_EVENTS = [
  'api_key.created',
  'api_key.rotated',
  'api_key.expiring',
  'api_key.revoked',
  'api_key.new_network',
  'api_key.leaked',
] as const;

/** Everything that a webhook can report. `webhook.test` is sent on request, whatever an endpoint is subscribed to. */
export const EVENT_TYPES = [
  ...MESSAGE_EVENTS,
  ...VOICE_CALL_EVENTS,
  ...KEY_EVENTS,
  'balance.low',
  'webhook.test',
] as const;

export type MessageEventType = (typeof MESSAGE_EVENTS)[number];
export type VoiceCallEventType = (typeof VOICE_CALL_EVENTS)[number];
export type KeyEventType = (typeof KEY_EVENTS)[number];
export type EventType = (typeof EVENT_TYPES)[number];
