import { isMessageEvent, type WebhookEvent } from '@/lib/domain/webhook-events/event';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import { standardSecret, standardWebhooks } from '@/lib/profiles/webhooks/standard-webhooks';

const STATUSES = {
  queued: 'pending',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'failed',
  expired: 'failed',
  canceled: 'failed',
} as const;

/** A report about one recipient of a message. A test event reports about none. */
function bodyOf(event: WebhookEvent) {
  const { id, at } = event;
  const timestamp = at.toISOString();
  if (!isMessageEvent(event)) return { id, event: 'webhook.test', timestamp };
  const { data } = event;
  const status = STATUSES[data.status];
  const messageId = data.batchId ?? data.id;
  return {
    id,
    event: `message.${status}`,
    status,
    to: data.to,
    from: data.from,
    timestamp,
    messageId,
    sid: messageId,
  };
}

/** Reports to the callback URL of a message, or to the endpoints of the account, signed as Standard Webhooks does. */
export const webhooks: WebhookFormat = {
  ...standardWebhooks,
  events: [
    { type: 'message.sent', name: 'message.sent', summary: 'A carrier accepted the message.' },
    { type: 'message.delivered', name: 'message.delivered', summary: 'The message reached the phone.' },
    { type: 'message.undelivered', name: 'message.failed', summary: 'The message could not be delivered.' },
    { type: 'message.expired', name: 'message.failed', summary: 'The message was not delivered in time.' },
    { type: 'message.canceled', name: 'message.failed', summary: 'The message was canceled.' },
  ],
  slots: [],
  secret: standardSecret,
  userAgent: 'MsGine-Webhooks/1.0',
  write: (event) => ({ contentType: 'application/json', body: JSON.stringify(bodyOf(event)) }),
};
