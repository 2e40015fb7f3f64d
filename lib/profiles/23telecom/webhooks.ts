import { randomBytes } from 'node:crypto';
import { SECOND } from '@/lib/clock';
import { isMessageEvent, type WebhookEvent } from '@/lib/domain/webhook-events/event';
import { type EventType, MESSAGE_EVENTS } from '@/lib/domain/webhook-events/event-types';
import { STATUS_CODES, STATUSES, toStatusFields } from '@/lib/profiles/23telecom/message';
import { money } from '@/lib/profiles/23telecom/money';
import { writeAmount } from '@/lib/profiles/money';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import { hexSignature, timestampedDigest } from '@/lib/profiles/webhooks/hex-digest';
import { unixSeconds } from '@/lib/profiles/webhooks/unix-seconds';

const SECRET_BYTES = 24;

const DELIVERY_EVENTS: readonly EventType[] = MESSAGE_EVENTS;

/** The body of a test, which has the fields of a delivery report. */
function testBody(id: string, at: Date) {
  return {
    message_id: id,
    recipient: '+15005550100',
    sender_id: 'Test',
    status: STATUSES.delivered,
    status_code: STATUS_CODES.delivered,
    num_parts: 1,
    cost: 0,
    timestamp: at.toISOString(),
  };
}

/** A delivery report. Events about anything else do not exist for this provider. */
function bodyOf(event: WebhookEvent) {
  const { at } = event;
  if (!isMessageEvent(event)) return testBody(event.type === 'webhook.test' ? 'test' : event.id, at);
  const { data } = event;
  return {
    message_id: data.id,
    recipient: data.to,
    sender_id: data.from ?? '',
    ...toStatusFields(data),
    num_parts: data.segments,
    cost: writeAmount(money, data.price.amount),
    timestamp: at.toISOString(),
  };
}

/** Delivery reports to the account's delivery URL. */
export const webhooks: WebhookFormat = {
  events: [
    { type: 'message.sent', name: 'sent', summary: 'The message was submitted to a network.' },
    { type: 'message.delivered', name: 'DELIVRD', summary: 'The message reached the phone.' },
    {
      type: 'message.undelivered',
      name: 'UNDELIV',
      summary: 'The message could not be delivered (UNDELIV), or no network accepted it (REJECTD).',
    },
    { type: 'message.expired', name: 'EXPIRED', summary: 'The message was not delivered in time.' },
    { type: 'message.canceled', name: 'failed', summary: 'The message was canceled.' },
  ],
  slots: [
    { name: 'delivery_url', events: DELIVERY_EVENTS },
    { name: 'click_url', events: [] },
  ],
  options: ['unique_clicks_only'],
  secret: {
    create: () => randomBytes(SECRET_BYTES).toString('hex'),
    accepts: { maxLength: 64 },
    readable: false,
    overlapMs: 0,
  },
  userAgent: '23Telecom-Webhooks/1.0',
  timeoutMs: 5 * SECOND,
  pausesMs: [10 * SECOND, 30 * SECOND],
  isSuccess: (status) => status >= 200 && status < 300,
  write: (event) => ({ contentType: 'application/json', body: JSON.stringify(bodyOf(event)) }),
  signature: hexSignature('x-webhook-signature', 'x-webhook-timestamp'),
  sign(content) {
    const digest = timestampedDigest(content);
    return {
      'x-webhook-timestamp': unixSeconds(content.at),
      ...(digest !== undefined && { 'x-webhook-signature': `sha256=${digest}` }),
    };
  },
};
