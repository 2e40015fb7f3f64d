import { Webhook } from 'standardwebhooks';
import { now, SECOND } from '@/lib/clock';
import type { Carrier } from '@/lib/domain/carrier/carrier';
import { readRetryAfter } from '@/lib/domain/outbox/retry-after';
import type { SubmitResult } from '@/lib/domain/outbox/submit-result';

/** How long a carrier may take to respond. */
const ANSWER_TIMEOUT_MS = 10 * SECOND;
const KEPT_REASON_LENGTH = 300;
/** The carrier has accepted this id before. */
const ALREADY_ACCEPTED = 409;
/** The 4xx that are not about what was submitted: wrong credentials, too slow, too many requests. */
const TEMPORARY = new Set([401, 408, 429]);

/** A POST that the carrier can verify. Its id is the one of the message, the call, or of what else is posted. */
export function signedRequest(outgoing: { id: string }, secret: string): RequestInit {
  const body = JSON.stringify(outgoing);
  const at = now();
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      // A new connection for each post: what a faulty carrier sends after its response is not read as the next one.
      connection: 'close',
      'webhook-id': outgoing.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / SECOND)),
      'webhook-signature': new Webhook(secret).sign(outgoing.id, at, body),
    },
    // A redirect would send it to an address that nobody configured.
    redirect: 'manual',
  };
}

/** The start of the response body, for the operator, as far as it arrived. */
async function readReason(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length >= KEPT_REASON_LENGTH) break;
    }
  } catch {
    // The status is enough.
  }
  return `The carrier answered ${response.status}: ${text.slice(0, KEPT_REASON_LENGTH)}`.replaceAll('\0', '');
}

/** Whether a status says that the same post will never succeed. */
export function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && !TEMPORARY.has(status);
}

async function toResult(response: Response): Promise<SubmitResult> {
  const { status } = response;
  if (response.ok || status === ALREADY_ACCEPTED) {
    await response.body?.cancel();
    return { outcome: 'accepted' };
  }
  const reason = await readReason(response);
  return isFinal(status)
    ? { outcome: 'refused', reason }
    : { outcome: 'failed', reason, retryAfterMs: readRetryAfter(response.headers.get('retry-after')) };
}

/** Why `fetch` failed. Its own message does not say. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** The carrier at `url`, over the protocol in docs/carrier.md. */
export function httpCarrier(url: string, secret: string, timeoutMs: number = ANSWER_TIMEOUT_MS): Carrier {
  return {
    askAfterMs: null,
    async submit(outgoing) {
      try {
        const request = { ...signedRequest(outgoing, secret), signal: AbortSignal.timeout(timeoutMs) };
        return await toResult(await fetch(url, request));
      } catch (error) {
        return { outcome: 'failed', reason: `The carrier did not answer: ${explain(error)}` };
      }
    },
  };
}
