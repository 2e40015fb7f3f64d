import type { DeclaredEvent } from '@/lib/domain/webhook-endpoints/policy';
import type { WebhookEvent } from '@/lib/domain/webhook-events/event';
import type { EventType } from '@/lib/domain/webhook-events/event-types';
import { toMoneyResource } from '@/lib/profiles/keydesk/money';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import { standardSecret, standardWebhooks } from '@/lib/profiles/webhooks/standard-webhooks';

const isoTime = (at: Date | null | undefined) => at?.toISOString() ?? null;

/** What an event is about, as the API writes it. */
function dataOf(event: WebhookEvent) {
  switch (event.type) {
    case 'balance.low':
      return {
        balance: toMoneyResource(event.data.balance),
        threshold: toMoneyResource(event.data.threshold),
      };
    case 'webhook.test':
      return { endpoint_id: event.data.endpointId };
    case 'api_key.created':
    case 'api_key.expiring':
    case 'api_key.revoked':
    case 'api_key.rotated':
    case 'api_key.new_network':
    case 'api_key.leaked': {
      const { id, label, expiresAt, oldSecretEndsAt, address, location, disabled } = event.data;
      return {
        id,
        label,
        expires_at: isoTime(expiresAt),
        ...(event.type === 'api_key.rotated' && { old_secret_ends_at: isoTime(oldSecretEndsAt) }),
        ...(event.type === 'api_key.new_network' && { address }),
        ...(event.type === 'api_key.leaked' && { location: location || null, disabled }),
      };
    }
    case 'voice_call.completed':
    case 'voice_call.failed': {
      const { id, groupId, status, to, from, durationSeconds, price, createdAt, startedAt, endedAt } =
        event.data;
      return {
        id,
        group_id: groupId,
        status,
        to,
        from,
        duration_seconds: durationSeconds,
        price: toMoneyResource(price),
        created_at: isoTime(createdAt),
        started_at: isoTime(startedAt),
        ended_at: isoTime(endedAt),
      };
    }
    case 'message.sent':
    case 'message.delivered':
    case 'message.undelivered':
    case 'message.expired':
    case 'message.canceled': {
      const { id, status, to, from, segments, price, createdAt, sentAt, finalizedAt } = event.data;
      return {
        id,
        status,
        to,
        from,
        segments,
        price: toMoneyResource(price),
        created_at: isoTime(createdAt),
        sent_at: isoTime(sentAt),
        settled_at: isoTime(finalizedAt),
      };
    }
  }
}

const declare = (type: EventType, summary: string): DeclaredEvent => ({ type, name: type, summary });

/** Standard Webhooks, with the events of messages, voice calls, keys and the balance. */
export const webhooks: WebhookFormat = {
  ...standardWebhooks,
  events: [
    declare('message.sent', 'A carrier accepted the message.'),
    declare('message.delivered', 'The message reached the phone.'),
    declare('message.undelivered', 'The message could not be delivered.'),
    declare('message.expired', 'The message was not delivered in time.'),
    declare('message.canceled', 'The message was canceled before it was sent.'),
    declare('voice_call.completed', 'The call was answered and has ended.'),
    declare('voice_call.failed', 'Nobody answered, the line was busy, or the call could not be made.'),
    declare('api_key.created', 'Somebody created a key.'),
    declare('api_key.rotated', 'A key got a new secret.'),
    declare('api_key.expiring', 'A key in use expires in 30, 14, 7 or 1 days.'),
    declare('api_key.revoked', 'Somebody revoked a key.'),
    declare('api_key.new_network', 'A key was used from an address that it was not used from before.'),
    declare('api_key.leaked', 'A key was found in a public place.'),
    declare('balance.low', 'The balance fell below the limit that you set.'),
  ],
  slots: [],
  secret: standardSecret,
  userAgent: 'Keydesk-Webhooks/1.0',
  write: (event) => ({
    contentType: 'application/json',
    body: JSON.stringify({ type: event.type, timestamp: event.at.toISOString(), data: dataOf(event) }),
  }),
};
