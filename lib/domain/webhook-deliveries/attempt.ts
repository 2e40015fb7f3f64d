import { now } from '@/lib/clock';
import { readRetryAfter } from '@/lib/domain/outbox/retry-after';
import type { ClaimedDelivery } from '@/lib/domain/webhook-deliveries/claim';
import { explainFailure } from '@/lib/domain/webhook-deliveries/explain-failure';
import type { WebhookContent, WebhookProtocol } from '@/lib/domain/webhook-deliveries/protocol';
import { openHeaders } from '@/lib/domain/webhook-endpoints/own-headers';
import { openWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { readEvent } from '@/lib/domain/webhook-events/event';
import { postWebhook, type WebhookResponse } from '@/lib/domain/webhook-urls/post';
import { log } from '@/lib/log';

const GONE = 410;
/** Too many requests, and service unavailable. */
const ASKS_TO_WAIT = new Set([429, 503]);
const HIDDEN = '(not stored)';

/** What was sent and what came back. */
export interface AttemptLog {
  at: Date;
  durationMs: number;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string;
  /** Null: no response. */
  response: WebhookResponse | null;
  /** Why it failed; null if it succeeded. */
  error: string | null;
}

export interface Attempt extends AttemptLog {
  succeeded: boolean;
  /** Nothing was sent, because the stored event cannot be written. The receiver did not fail, and no retry helps. */
  unsendable: boolean;
  /** The receiver wants no more deliveries. */
  gone: boolean;
  /** How long the receiver asks to wait. */
  retryAfterMs: number | undefined;
}

function secretsOf({ sealedSecret, oldSealedSecret, oldSecretEndsAt }: ClaimedDelivery, at: Date): string[] {
  const old = oldSecretEndsAt && oldSecretEndsAt > at ? oldSealedSecret : null;
  return [sealedSecret, old].flatMap((sealed) => (sealed ? [openWebhookSecret(sealed)] : []));
}

/** The headers for the log. A signature is no secret, but nobody needs it there. */
function forLog(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, name.includes('signature') ? HIDDEN : value]),
  );
}

/** The headers of the customer for the log: they can have credentials. */
function hidden(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, HIDDEN]));
}

function withQuery(url: string, query: string | undefined): string {
  if (query === undefined) return url;
  const joined = new URL(url);
  joined.search = joined.search === '' ? query : `${joined.search}&${query}`;
  return joined.href;
}

function withoutCookies({ headers, ...rest }: WebhookResponse): WebhookResponse {
  return { ...rest, headers: 'set-cookie' in headers ? { ...headers, 'set-cookie': HIDDEN } : headers };
}

/** The content of a delivery; undefined if its stored event cannot be read or written. */
function contentOf(delivery: ClaimedDelivery, protocol: WebhookProtocol): WebhookContent | undefined {
  const { eventId: id, type, environment, at, data, attempts } = delivery;
  try {
    const event = readEvent({ id, type, environment, at, data });
    return protocol.write(event, attempts, delivery.requestFormat);
  } catch (err) {
    log.error({ err, delivery: delivery.id, event: id }, 'A stored webhook event cannot be read');
    return undefined;
  }
}

/** The attempt of a delivery without content: nothing was sent. */
function unsendableAttempt({ url }: ClaimedDelivery): Attempt {
  return {
    at: now(),
    durationMs: 0,
    url,
    requestHeaders: {},
    requestBody: '',
    response: null,
    error: 'This event cannot be sent. Contact support.',
    succeeded: false,
    unsendable: true,
    gone: false,
    retryAfterMs: undefined,
  };
}

/** Sends a delivery once, signed for this attempt. Does not throw if the receiver fails. */
export async function attemptDelivery(
  delivery: ClaimedDelivery,
  protocol: WebhookProtocol,
): Promise<Attempt> {
  const content = contentOf(delivery, protocol);
  if (!content) return unsendableAttempt(delivery);
  const { contentType, body, query } = content;
  const method = query === undefined ? 'POST' : 'GET';
  const { url, eventId: id } = delivery;
  const at = now();
  const own = openHeaders(delivery.sealedHeaders);
  const headers = {
    ...(method === 'POST' && { 'content-type': contentType }),
    'user-agent': protocol.userAgent,
    ...protocol.sign({ id, at, method, url, body, secrets: secretsOf(delivery, at) }),
  };
  const started = performance.now();
  const result = await postWebhook({
    method,
    url: withQuery(url, query),
    headers: { ...own, ...headers },
    body,
    timeoutMs: protocol.timeoutMs,
  }).then(
    (response) => ({ response: withoutCookies(response) }),
    (error: unknown) => ({ response: null, error: explainFailure(error) }),
  );
  const sent = {
    at,
    durationMs: Math.round(performance.now() - started),
    url,
    requestHeaders: { ...hidden(own), ...forLog(headers) },
    requestBody: body,
    unsendable: false,
  };
  if (!result.response) {
    return { ...sent, ...result, succeeded: false, gone: false, retryAfterMs: undefined };
  }
  const { response } = result;
  const succeeded = protocol.isSuccess(response.status);
  const waits = !succeeded && ASKS_TO_WAIT.has(response.status);
  return {
    ...sent,
    response,
    succeeded,
    error: succeeded ? null : `The endpoint responded with ${response.status}.`,
    gone: !succeeded && response.status === GONE,
    retryAfterMs: waits ? readRetryAfter(response.headers['retry-after']) : undefined,
  };
}
