import { readEvent, type WebhookEvent } from '@/lib/domain/webhook-events/event';
import type { EventType } from '@/lib/domain/webhook-events/event-types';

const AT = '2026-11-26T10:20:00.000Z';

const message = (status: string) => ({
  id: 'msg_2vY9pQ4mL7sR1tXcKdZ8wN',
  batchId: null,
  status,
  to: '+15005550100',
  from: 'ACME',
  segments: 1,
  price: { amount: '80000', currency: 'EUR' },
  createdAt: AT,
  sentAt: AT,
  finalizedAt: status === 'sent' ? null : AT,
});

const voiceCall = (status: 'completed' | 'no_answer') => ({
  number: '42',
  id: 'vc_2nVx8RkTb4mYq7Wd1JsLeP',
  groupId: 'vcg_9sGd3HpXc6rZt2Uf5MwKaN',
  status,
  to: '+15005550100',
  from: 'ACME',
  durationSeconds: status === 'completed' ? 12 : null,
  price: { amount: '160000', currency: 'EUR' },
  createdAt: AT,
  startedAt: AT,
  endedAt: AT,
});

const key = { id: 'key_8sLw1QnB5xTv2cRz9KdYfM', label: 'Billing', expiresAt: '2027-01-31T00:00:00.000Z' };

/** What an event of a type is about, as the database has it. */
function exampleData(type: EventType): unknown {
  switch (type) {
    case 'balance.low': {
      const toMoney = (amount: string) => ({ amount, currency: 'EUR' });
      return { balance: toMoney('9200000'), threshold: toMoney('10000000') };
    }
    case 'webhook.test':
      return { endpointId: 'whe_3kTq8ZcV1nWb6yLm0RxHsD' };
    case 'voice_call.completed':
      return voiceCall('completed');
    case 'voice_call.failed':
      return voiceCall('no_answer');
    case 'api_key.rotated':
      return { ...key, oldSecretEndsAt: '2026-12-03T10:20:00.000Z' };
    case 'api_key.new_network':
      return { ...key, address: '203.0.113.7' };
    case 'api_key.leaked':
      return { ...key, location: 'https://code.example/shop/blob/main/.env', disabled: true };
    case 'api_key.created':
    case 'api_key.expiring':
    case 'api_key.revoked':
      return key;
    default:
      return message(type.slice('message.'.length));
  }
}

/** An event of a type, for the documentation. */
export function exampleEvent(type: EventType): WebhookEvent {
  const stored = { id: 'evt_5mXr7KfT2qGs9wBn4PdLzJ', environment: 'sandbox' as const, at: new Date(AT) };
  return readEvent({ ...stored, type, data: exampleData(type) });
}
