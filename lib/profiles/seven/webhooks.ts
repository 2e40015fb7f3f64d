import { createHmac, randomBytes } from 'node:crypto';
import { HOUR, MINUTE, SECOND } from '@/lib/clock';
import type { WebhookRequestFormat } from '@/lib/db/generated/enums';
import type { SignedContent, WebhookContent } from '@/lib/domain/webhook-deliveries/protocol';
import {
  isMessageEvent,
  isVoiceCallEvent,
  type VoiceCallSnapshot,
  type WebhookEvent,
} from '@/lib/domain/webhook-events/event';
import { writeAmount } from '@/lib/profiles/money';
import { money } from '@/lib/profiles/seven/money';
import { withoutPlus } from '@/lib/profiles/seven/recipients';
import { statusOf } from '@/lib/profiles/seven/status';
import { toMicroseconds, toTime } from '@/lib/profiles/seven/time';
import { linesToSign } from '@/lib/profiles/signatures/signed-lines';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import { unixSeconds } from '@/lib/profiles/webhooks/unix-seconds';

const SECRET_BYTES = 24;
const NONCE_BYTES = 16;

/** The report of a test, which has the fields of a delivery report. */
const TEST = { msg_id: 'test', status: 'DELIVERED' };

/** Events that hooks can be subscribed to, although nothing is sent for them. */
export const UNSENT_EVENTS = ['sms_mo', 'rcs', 'tracking', 'voice_call'] as const;

/** A body: its values are text or numbers. */
interface Report {
  data: Readonly<Record<string, string | number>>;
  webhook_event: string;
  webhook_timestamp: string;
}

/** How a call ended. Calls have one price, however long they are. */
function callData({ id, number, status, to, from, durationSeconds, price }: VoiceCallSnapshot, at: Date) {
  return {
    callerId: withoutPlus(from ?? ''),
    duration: String(durationSeconds ?? 0),
    id: String(number ?? id),
    pricePerMinute: writeAmount(money, price.amount),
    recipient: withoutPlus(to),
    status: status.replace('_', '-'),
    timestamp: Number(unixSeconds(at)),
  };
}

/** A report about a message or a call. Events about anything else do not exist for this provider. */
function bodyOf(event: WebhookEvent): Report {
  const { at } = event;
  if (isVoiceCallEvent(event)) {
    return { data: callData(event.data, at), webhook_event: 'voice_status', webhook_timestamp: toTime(at) };
  }
  const report = isMessageEvent(event) ? { msg_id: event.data.id, status: statusOf(event.data) } : TEST;
  return {
    data: { ...report, timestamp: toMicroseconds(at) },
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
function toForm({ data, ...others }: Report): string {
  const fields = Object.entries(data).map(([name, value]) => [`data[${name}]`, String(value)]);
  return new URLSearchParams([...fields, ...Object.entries(others)]).toString();
}

function toContent(body: Report, format: WebhookRequestFormat | null): WebhookContent {
  if (format === 'query') return { contentType: '', body: '', query: toForm(body) };
  if (format === 'form') return { contentType: 'application/x-www-form-urlencoded', body: toForm(body) };
  return { contentType: 'application/json', body: JSON.stringify(body) };
}

/** The statuses after which a delivery is sent again. */
const RETRIED: readonly number[] = [429, 500, 502, 503, 504];

/** Reports about messages and calls to the hooks of the account. */
export const webhooks: WebhookFormat = {
  events: [
    { type: 'message.sent', name: 'dlr', summary: 'A carrier accepted the message.' },
    { type: 'message.delivered', name: 'dlr', summary: 'The message reached the phone.' },
    { type: 'message.undelivered', name: 'dlr', summary: 'The message could not be delivered.' },
    { type: 'message.expired', name: 'dlr', summary: 'The message was not delivered in time.' },
    { type: 'message.canceled', name: 'dlr', summary: 'The message was deleted.' },
    { type: 'voice_call.completed', name: 'voice_status', summary: 'The call was answered and has ended.' },
    { type: 'voice_call.failed', name: 'voice_status', summary: 'The call was not answered or failed.' },
  ],
  unsentEvents: UNSENT_EVENTS,
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
