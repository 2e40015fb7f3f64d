import { createHmac, randomBytes } from 'node:crypto';
import { HOUR, MINUTE, SECOND } from '@/lib/clock';
import type { WebhookRequestFormat } from '@/lib/db/generated/enums';
import type { SignedContent, WebhookContent } from '@/lib/domain/webhook-deliveries/protocol';
import { isMessageEvent, type WebhookEvent } from '@/lib/domain/webhook-events/event';
import { statusOf } from '@/lib/profiles/seven/status';
import { toTime } from '@/lib/profiles/seven/time';
import { linesToSign } from '@/lib/profiles/signatures/signed-lines';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import { unixSeconds } from '@/lib/profiles/webhooks/unix-seconds';

const SECRET_BYTES = 24;
const NONCE_BYTES = 16;

/** The report of a test, which has the fields of a delivery report. */
const TEST = { msg_id: 'test', status: 'DELIVERED' };

/** A delivery report. Events about anything else do not exist for this provider. */
function bodyOf(event: WebhookEvent) {
  const { at } = event;
  const report = isMessageEvent(event) ? { msg_id: event.data.id, status: statusOf(event.data) } : TEST;
  return {
    data: { ...report, timestamp: toTime(at) },
    webhook_event: 'dlr',
    webhook_timestamp: toTime(at),
  };
}

function sign({ at, method, url, body, secrets: [secret] }: SignedContent): Record<string, string> {
  if (secret === undefined) return {};
  const timestamp = unixSeconds(at);
  const nonce = randomBytes(NONCE_BYTES).toString('hex');
  const lines = linesToSign({ timestamp, nonce, method, url, body });
  return {
    'x-timestamp': timestamp,
    'x-nonce': nonce,
    'x-signature': createHmac('sha256', secret).update(lines).digest('hex'),
  };
}

/** The fields of a body as a form: `data[status]=DELIVERED`. */
function toForm({ data, ...others }: ReturnType<typeof bodyOf>): string {
  const fields = Object.entries(data).map(([name, value]) => [`data[${name}]`, value]);
  return new URLSearchParams([...fields, ...Object.entries(others)]).toString();
}

function toContent(body: ReturnType<typeof bodyOf>, format: WebhookRequestFormat | null): WebhookContent {
  if (format === 'query') return { contentType: '', body: '', query: toForm(body) };
  if (format === 'form') return { contentType: 'application/x-www-form-urlencoded', body: toForm(body) };
  return { contentType: 'application/json', body: JSON.stringify(body) };
}

/** The statuses after which a delivery is sent again. */
const RETRIED: readonly number[] = [429, 500, 502, 503, 504];

/** Delivery reports to the hooks of the account. */
export const webhooks: WebhookFormat = {
  events: [
    { type: 'message.sent', name: 'dlr', summary: 'A carrier accepted the message.' },
    { type: 'message.delivered', name: 'dlr', summary: 'The message reached the phone.' },
    { type: 'message.undelivered', name: 'dlr', summary: 'The message could not be delivered.' },
    { type: 'message.expired', name: 'dlr', summary: 'The message was not delivered in time.' },
    { type: 'message.canceled', name: 'dlr', summary: 'The message was deleted.' },
  ],
  slots: [],
  secret: { create: () => randomBytes(SECRET_BYTES).toString('hex'), readable: true, overlapMs: 0 },
  userAgent: 'seven-webhooks/1.0',
  timeoutMs: 5 * SECOND,
  pausesMs: [
    MINUTE,
    5 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    6 * HOUR,
    8 * HOUR,
    10 * HOUR,
    12 * HOUR,
    12 * HOUR,
    12 * HOUR,
    16 * HOUR,
  ],
  isSuccess: (status) => status >= 200 && status < 400,
  isRetried: (status) => RETRIED.includes(status),
  write: (event, _attempt, format = null) => toContent(bodyOf(event), format),
  sign,
  signature: {
    header: 'x-signature',
    prefix: '',
    encoding: 'hex',
    signedParts: [{ header: 'x-timestamp' }, { header: 'x-nonce' }, 'method', 'url', 'body-md5'],
    separator: '\n',
    timestampHeader: 'x-timestamp',
    base64After: null,
  },
};
