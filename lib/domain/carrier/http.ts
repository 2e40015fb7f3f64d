import { Webhook } from 'standardwebhooks';
import { now, SECOND } from '@/lib/clock';
import type { Carrier, Handover, OutgoingMessage } from '@/lib/domain/carrier/carrier';

/** How long a carrier may take to answer. */
const ANSWER_TIMEOUT_MS = 10 * SECOND;
const KEPT_REASON_LENGTH = 300;
/** Says that it was given this id before, and has it. */
const ALREADY_ACCEPTED = 409;
/** Of the 4xx, those that are no word on the message: it is we who are not known, too slow or too many. */
const PASSING = new Set([401, 408, 429]);

function signedRequest(message: OutgoingMessage, secret: string): RequestInit {
  const body = JSON.stringify(message);
  const at = now();
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      // A connection each: what a confused carrier sends after its answer is never read as the next message's.
      connection: 'close',
      'webhook-id': message.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / SECOND)),
      'webhook-signature': new Webhook(secret).sign(message.id, at, body),
    },
    // A redirect would carry the message to a place that nobody configured.
    redirect: 'manual',
  };
}

/** The beginning of an answer's body, for the operator; whatever of it came before it broke off. */
async function readReason(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length >= KEPT_REASON_LENGTH) break;
    }
  } catch {
    // The status has said what matters.
  }
  return `The carrier answered ${response.status}: ${text.slice(0, KEPT_REASON_LENGTH)}`.replaceAll('\0', '');
}

/** How long the carrier asks us to wait: seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(response: Response): number | undefined {
  const header = response.headers.get('retry-after') ?? '';
  if (/^\d{1,6}$/.test(header)) return Number(header) * SECOND;
  const date = /^[A-Z]/i.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now().getTime());
}

async function toHandover(response: Response): Promise<Handover> {
  const { status } = response;
  if (response.ok || status === ALREADY_ACCEPTED) {
    await response.body?.cancel();
    return { outcome: 'accepted' };
  }
  const reason = await readReason(response);
  const forGood = status >= 400 && status < 500 && !PASSING.has(status);
  return forGood
    ? { outcome: 'refused', reason }
    : { outcome: 'failed', reason, retryAfterMs: retryAfterMs(response) };
}

/** Why `fetch` failed; its own message says no more than that it did. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** The carrier at `url`, which is spoken to as docs/carrier.md says. */
export function httpCarrier(url: string, secret: string, timeoutMs: number = ANSWER_TIMEOUT_MS): Carrier {
  return {
    askAfterMs: null,
    async take(message) {
      try {
        const request = { ...signedRequest(message, secret), signal: AbortSignal.timeout(timeoutMs) };
        return await toHandover(await fetch(url, request));
      } catch (error) {
        return { outcome: 'failed', reason: `The carrier did not answer: ${explain(error)}` };
      }
    },
  };
}
