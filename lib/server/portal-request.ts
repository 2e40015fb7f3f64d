import { IncomingMessage } from 'node:http';
import { parse } from 'content-type';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js';
import { isOwnOrigin } from '@/lib/actions/origin';
import { type Step, stop } from '@/lib/gateway/problem';

const METHODS = ['GET', 'HEAD', 'POST'];
/** Of one form, in bytes; Next takes no more either. */
const LARGEST_FORM = 1024 * 1024;

function malformed(message: string) {
  return stop('INVALID_REQUEST', message, { status: 400 });
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Whether Next can read what its own client says about the page that it shows. */
function hasRouterState({ headers }: IncomingMessage): boolean {
  try {
    parseAndValidateFlightRouterState(headers['next-router-state-tree']);
    return true;
  } catch {
    return false;
  }
}

/** Whether a page of another site sends the request. */
function isForeign({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return false;
  const sent = new Headers({ origin: headers.origin, host: headers.host ?? '' });
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') sent.set('sec-fetch-site', site);
  return !isOwnOrigin(sent);
}

/** A form that a browser sends by itself, without the page's scripts. */
function isPlainForm({ method, headers }: IncomingMessage): boolean {
  const { type } = parse(headers['content-type'] ?? '');
  return method === 'POST' && type === 'multipart/form-data' && headers['next-action'] === undefined;
}

/** The bytes of a request; undefined when they are more than a form may have. The rest is let pass. */
async function readBytes(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= LARGEST_FORM) chunks.push(chunk);
  }
  return size <= LARGEST_FORM ? Buffer.concat(chunks) : undefined;
}

/** The request as it came, with `body` to be read again. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const copy = new IncomingMessage(request.socket);
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  Object.assign(copy, { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor });
  copy.headers = headers;
  copy.complete = true;
  copy.push(body);
  copy.push(null);
  return copy;
}

/** Reads a form to its end and checks that it is one. */
async function checkForm(request: IncomingMessage): Promise<Step<IncomingMessage>> {
  const body = await readBytes(request).catch(() => Buffer.alloc(0));
  if (!body) return stop('PAYLOAD_TOO_LARGE', 'Send at most 1 MiB in one form.');
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const isForm = await new Response(new Uint8Array(body), { headers }).formData().then(
    () => true,
    () => false,
  );
  return isForm ? { ok: true, value: withBody(request, body) } : malformed('The form cannot be read.');
}

/**
 * Refuses what Next would answer with 500 although the client is at fault, and returns the request to hand on. Next's own
 * pages, such as `/_global-error`, do not exist for browsers.
 */
export async function checkPortalRequest(request: IncomingMessage): Promise<Step<IncomingMessage>> {
  const { method = '', url = '' } = request;
  const path = url.split('?', 1)[0] ?? '';
  const allow = METHODS.join(', ');
  if (!METHODS.includes(method)) {
    return stop('METHOD_NOT_ALLOWED', `Use ${allow} here.`, { headers: { allow } });
  }
  if (!isDecodable(path)) return malformed('The path is not well-formed.');
  if (/^\/_(?!next\/|_nextjs)/.test(path)) return stop('NOT_FOUND', 'There is nothing at this address.');
  if (!hasRouterState(request)) return malformed('The header Next-Router-State-Tree cannot be read.');
  if (method === 'POST' && isForeign(request)) {
    return stop('FORBIDDEN', 'This request did not come from a page of ours.');
  }
  return isPlainForm(request) ? checkForm(request) : { ok: true, value: request };
}
