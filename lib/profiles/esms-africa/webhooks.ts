import { MINUTE, SECOND } from '@/lib/clock';
import { isMessageEvent, type WebhookEvent } from '@/lib/domain/webhook-events/event';
import { money } from '@/lib/profiles/esms-africa/money';
import { toTime } from '@/lib/profiles/esms-africa/time';
import { writeAmount } from '@/lib/profiles/money';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import { bodyDigest, hexSignature } from '@/lib/profiles/webhooks/hex-digest';
import { createStandardSecret } from '@/lib/profiles/webhooks/standard-webhooks';

/** The report of a test, which has the fields of a delivery. */
function testBody(at: Date, retryCount: number) {
  return {
    event: 'message.delivered',
    message_id: 'test',
    status: 'delivered',
    phone: '+15005550100',
    sender_id: 'Test',
    segments: 1,
    cost: 0,
    error_code: null,
    retry_count: retryCount,
    delivered_at: toTime(at),
    failed_at: null,
  };
}

/** A delivery report. Events about anything else do not exist for this provider. */
function bodyOf(event: WebhookEvent, attempt: number) {
  const { at } = event;
  const retryCount = attempt - 1;
  if (!isMessageEvent(event)) return testBody(at, retryCount);
  const { id, status, to, from, segments, price, finalizedAt } = event.data;
  const isDelivered = status === 'delivered';
  const finalTime = toTime(finalizedAt ?? at);
  return {
    event: isDelivered ? 'message.delivered' : 'message.failed',
    message_id: id,
    status: isDelivered ? 'delivered' : 'failed',
    phone: to,
    sender_id: from,
    segments,
    cost: writeAmount(money, price.amount),
    error_code: isDelivered ? null : status,
    retry_count: retryCount,
    delivered_at: isDelivered ? finalTime : null,
    failed_at: isDelivered ? null : finalTime,
  };
}

/** Delivery reports to the account's `dlr_url`. */
export const webhooks: WebhookFormat = {
  events: [
    { type: 'message.delivered', name: 'message.delivered', summary: 'The message reached the phone.' },
    { type: 'message.undelivered', name: 'message.failed', summary: 'The message could not be delivered.' },
    { type: 'message.expired', name: 'message.failed', summary: 'The message was not delivered in time.' },
  ],
  slots: [
    { name: 'dlr_url', events: ['message.delivered', 'message.undelivered', 'message.expired'] },
    { name: 'mo_url', events: [] },
  ],
  secret: { create: createStandardSecret, readable: true, overlapMs: 0 },
  userAgent: 'eSMS-Webhooks/1.0',
  timeoutMs: 15 * SECOND,
  pausesMs: [10 * SECOND, 30 * SECOND, 90 * SECOND, 4.5 * MINUTE, 13 * MINUTE],
  isSuccess: (status) => status === 200,
  write: (event, attempt) => ({
    contentType: 'application/json',
    body: JSON.stringify(bodyOf(event, attempt)),
  }),
  signature: hexSignature('x-webhook-signature', null),
  sign(content) {
    const digest = bodyDigest(content);
    return { ...(digest !== undefined && { 'x-webhook-signature': `sha256=${digest}` }) };
  },
};
