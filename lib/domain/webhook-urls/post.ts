import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { SECOND } from '@/lib/clock';
import { hostOf, readWebhookUrl } from '@/lib/domain/webhook-urls/read-url';
import { type HostAddress, resolveHost } from '@/lib/domain/webhook-urls/resolve';

/** How much of a response is read. */
const KEPT_BYTES = 4_096;

export interface WebhookRequest {
  /** A GET has no body. */
  method?: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** For everything together: DNS, connection, request and response. */
  timeoutMs: number;
}

export interface WebhookResponse {
  status: number;
  headers: Record<string, string>;
  /** The start of the body, as far as it arrived in time. */
  body: string;
}

/** Returns the checked addresses, whatever it is asked. */
function fixedLookup(addresses: readonly HostAddress[]): LookupFunction {
  return (_host, { all }, callback) => {
    const [first] = addresses;
    if (all || !first) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

function toHeaders({ headersDistinct }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
  );
}

/** Reads the start of the body. The status decides, so a body that breaks off is not a failure. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= KEPT_BYTES) break;
    }
  } catch {
    // What arrived is enough.
  }
  return Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8');
}

function awaitResponse(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('The server switched to another protocol.'));
    });
  });
}

/** Rejects when the time is over, also during work that cannot be aborted, such as DNS. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/**
 * Posts a body to a customer's URL. The host is resolved and checked again, and the connection goes to one of the checked
 * addresses. Redirects are not followed. Time and size are limited. Each request has a connection of its own, so that what a
 * server sends after its response is not read as the next one.
 *
 * @throws if no response arrives, with a message that says why
 */
export async function postWebhook({
  method = 'POST',
  url: text,
  headers,
  body,
  timeoutMs,
}: WebhookRequest): Promise<WebhookResponse> {
  const read = readWebhookUrl(text);
  if (!read.ok) throw new Error(read.refusal.fields?.url ?? read.refusal.message);
  const url = read.value;
  const signal = AbortSignal.timeout(timeoutMs);
  const late = whenAborted(signal);
  late.catch(() => {});
  try {
    const addresses = await Promise.race([resolveHost(hostOf(url)), late]);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      method,
      headers: { ...headers, ...(method === 'POST' && { 'content-length': Buffer.byteLength(body) }) },
      agent: false,
      lookup: fixedLookup(addresses),
      signal,
    });
    request.end(method === 'POST' ? body : undefined);
    const response = await awaitResponse(request);
    const start = await readStart(response);
    request.destroy();
    return { status: response.statusCode ?? 0, headers: toHeaders(response), body: start };
  } catch (error) {
    if (signal.aborted) throw new Error(`No response within ${timeoutMs / SECOND} seconds.`);
    throw error;
  }
}
