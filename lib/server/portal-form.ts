import { IncomingMessage } from 'node:http';
import { parse } from 'content-type';
import { ok, type Result, refuse } from '@/lib/errors';

/** The largest form, in bytes. Next has the same limit. */
const LARGEST_FORM = 1024 * 1024;

/** Whether a browser sends a form without the scripts of the page. */
export function isPlainForm({ method, headers }: IncomingMessage): boolean {
  const { type } = parse(headers['content-type'] ?? '');
  return method === 'POST' && type === 'multipart/form-data' && headers['next-action'] === undefined;
}

/** The bytes of a request; undefined if they are more than a form may have. The rest is read and dropped. */
async function readBytes(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= LARGEST_FORM) chunks.push(chunk);
  }
  return size <= LARGEST_FORM ? Buffer.concat(chunks) : undefined;
}

/** The same request, with `body` to be read again. */
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

/** Reads a form completely, checks its format, and returns a request with the same body. */
export async function checkForm(request: IncomingMessage): Promise<Result<IncomingMessage>> {
  const body = await readBytes(request).catch(() => Buffer.alloc(0));
  if (!body) return refuse('PAYLOAD_TOO_LARGE', 'Send at most 1 MiB in one form.');
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const isForm = await new Response(new Uint8Array(body), { headers }).formData().then(
    () => true,
    () => false,
  );
  return isForm ? ok(withBody(request, body)) : refuse('MALFORMED_REQUEST', 'The form cannot be read.');
}
