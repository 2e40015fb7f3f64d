import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Refusal } from '@/lib/errors';
import { newRequestId } from '@/lib/gateway/request-id';
import { responseHeaders, toRefusalResponse } from '@/lib/gateway/response';
import { log } from '@/lib/log';
import { currentProfile } from '@/lib/profiles/current';

/** How long a client has to close the connection after our last byte. */
const LINGER_MS = 2_000;

function toResponse(refusal: Refusal) {
  const requestId = newRequestId();
  const refused = toRefusalResponse(refusal, requestId, currentProfile());
  const { status, body } = refused;
  log.info({ requestId, status, reason: refusal.message }, 'A request was refused before it was read');
  const headers = { ...responseHeaders(refused, requestId), connection: 'close' };
  return { status, headers, body };
}

/** Refuses a request in the API's error format and closes the connection. */
export function refuseRequest(response: ServerResponse, refusal: Refusal): void {
  const { status, headers, body } = toResponse(refusal);
  response.writeHead(status, headers).end(body);
}

/**
 * Does the same if Node has no response object. The connection ends within LINGER_MS, even if the client never closes
 * it. Until then Node still reads what arrives: closing a socket with unread bytes would reset it, and the client could
 * lose the response.
 */
export function refuseOnSocket(socket: Duplex, refusal: Refusal): void {
  const { status, headers, body } = toResponse(refusal);
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...fields, '', body].join('\r\n'));
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.on('close', () => clearTimeout(linger));
}
