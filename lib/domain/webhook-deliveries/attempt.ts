import { now } from '@/lib/clock';
import { readRetryAfter } from '@/lib/domain/outbox/retry-after';
import type { ClaimedDelivery } from '@/lib/domain/webhook-deliveries/claim';
import { explainFailure } from '@/lib/domain/webhook-deliveries/explain-failure';
import type { WebhookProtocol } from '@/lib/domain/webhook-deliveries/protocol';
import { openWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { readEvent } from '@/lib/domain/webhook-events/event';
import { postWebhook, type WebhookResponse } from '@/lib/domain/webhook-urls/post';

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

function withoutCookies({ headers, ...rest }: WebhookResponse): WebhookResponse {
  return { ...rest, headers: 'set-cookie' in headers ? { ...headers, 'set-cookie': HIDDEN } : headers };
}

/** Sends a delivery once, signed for this attempt. Does not throw if the receiver fails. */
export async function attemptDelivery(
  delivery: ClaimedDelivery,
  protocol: WebhookProtocol,
): Promise<Attempt> {
  const { url, eventId: id, type, environment, data } = delivery;
  const { contentType, body } = protocol.write(readEvent({ id, type, environment, at: delivery.at, data }));
  const at = now();
  const headers = {
    'content-type': contentType,
    'user-agent': protocol.userAgent,
    ...protocol.sign({ id, at, url, body, secrets: secretsOf(delivery, at) }),
  };
  const started = performance.now();
  const result = await postWebhook({ url, headers, body, timeoutMs: protocol.timeoutMs }).then(
    (response) => ({ response: withoutCookies(response) }),
    (error: unknown) => ({ response: null, error: explainFailure(error) }),
  );
  const log = {
    at,
    durationMs: Math.round(performance.now() - started),
    url,
    requestHeaders: forLog(headers),
    requestBody: body,
  };
  if (!result.response) {
    return { ...log, ...result, succeeded: false, gone: false, retryAfterMs: undefined };
  }
  const { response } = result;
  const succeeded = protocol.isSuccess(response.status);
  const waits = !succeeded && ASKS_TO_WAIT.has(response.status);
  return {
    ...log,
    response,
    succeeded,
    error: succeeded ? null : `The endpoint responded with ${response.status}.`,
    gone: !succeeded && response.status === GONE,
    retryAfterMs: waits ? readRetryAfter(response.headers['retry-after']) : undefined,
  };
}
