import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Problem, statusOf, toDetails } from '@/lib/gateway/problem';
import { newRequestId } from '@/lib/gateway/request-id';
import { log } from '@/lib/log';

/** How long a client gets to close its side after our last byte. */
const LINGER_MS = 2_000;

function toResponse(problem: Problem) {
  const requestId = newRequestId();
  const status = statusOf(problem);
  log.info({ requestId, status, reason: problem.message }, 'A request was refused before it was read');
  const body = JSON.stringify(toDetails(problem, requestId));
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    connection: 'close',
    ...problem.headers,
  };
  return { status, headers, body };
}

/** Answers a request with a problem (RFC 9457) and closes the connection. */
export function refuseRequest(response: ServerResponse, problem: Problem): void {
  const { status, headers, body } = toResponse(problem);
  response.writeHead(status, headers).end(body);
}

/**
 * Does the same where Node has no response to write to. The connection ends within LINGER_MS, even if the client never
 * closes it. Until then Node still reads what arrives: closing a socket with unread bytes would reset it, and the
 * client could lose the answer.
 */
export function refuseOnSocket(socket: Duplex, problem: Problem): void {
  const { status, headers, body } = toResponse(problem);
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...fields, '', body].join('\r\n'));
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.on('close', () => clearTimeout(linger));
}
