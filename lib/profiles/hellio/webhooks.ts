import { HOUR, MINUTE, SECOND } from '@/lib/clock';
import { isMessageEvent, type WebhookEvent } from '@/lib/domain/webhook-events/event';
import { STATUSES } from '@/lib/profiles/hellio/message';
import { toReference } from '@/lib/profiles/hellio/reference';
import { toTime } from '@/lib/profiles/hellio/time';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import { bodyDigest, hexSignature, timestampedDigest } from '@/lib/profiles/webhooks/hex-digest';
import { createStandardSecret } from '@/lib/profiles/webhooks/standard-webhooks';
import { unixSeconds } from '@/lib/profiles/webhooks/unix-seconds';

/** A report about a message. A test event reports about none. */
function bodyOf(event: WebhookEvent) {
  const timestamp = toTime(event.at);
  if (!isMessageEvent(event)) {
    return {
      event: 'webhook.test',
      mobile_number: '+15005550100',
      provider_message_id: 'test',
      status: 'test',
      timestamp,
    };
  }
  const { data } = event;
  const status = STATUSES[data.status];
  return {
    event: `message.${status}`,
    mobile_number: data.to,
    provider_message_id: toReference(data.id),
    status,
    timestamp,
  };
}

/** Reports about messages. Each has two signatures: of the body, and (V2) of the time and the body. */
export const webhooks: WebhookFormat = {
  events: [
    { type: 'message.sent', name: 'message.sent', summary: 'A carrier accepted the message.' },
    { type: 'message.delivered', name: 'message.delivered', summary: 'The message reached the phone.' },
    { type: 'message.undelivered', name: 'message.failed', summary: 'The message could not be delivered.' },
    { type: 'message.expired', name: 'message.expired', summary: 'The message was not delivered in time.' },
    { type: 'message.canceled', name: 'message.canceled', summary: 'The message was canceled.' },
  ],
  slots: [],
  secret: { create: createStandardSecret, readable: false, overlapMs: 0 },
  userAgent: 'Hellio-Webhooks/1.0',
  timeoutMs: 10 * SECOND,
  pausesMs: [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR],
  isSuccess: (status) => status >= 200 && status < 300,
  write: (event) => ({ contentType: 'application/json', body: JSON.stringify(bodyOf(event)) }),
  signature: hexSignature('x-hellio-signature-v2', 'x-hellio-timestamp', ''),
  sign(content) {
    const [first, second] = [bodyDigest(content), timestampedDigest(content)];
    return {
      'x-hellio-timestamp': unixSeconds(content.at),
      ...(first !== undefined && { 'x-hellio-signature': first }),
      ...(second !== undefined && { 'x-hellio-signature-v2': second }),
    };
  },
};
