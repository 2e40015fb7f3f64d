import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { stop, toDetails } from '@/lib/gateway/problem';
import { newRequestId } from '@/lib/gateway/request-id';
import { log } from '@/lib/log';

const STATUS: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** Whether an answer that is written now would be taken for that of a request which was read, or stand in its midst. */
function isAwaited({ request, response }: Exchange): boolean {
  return request.complete || response.headersSent;
}

/** Answers what Node could not read as HTTP, in the shape of every other refusal, and closes the connection. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex, open: ReadonlySet<Exchange>): void {
  if (!socket.writable || error.code === 'ECONNRESET' || [...open].some(isAwaited)) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  const requestId = newRequestId();
  log.info({ requestId, status, code: error.code }, 'A request could not be read');
  const { refusal } = stop('INVALID_REQUEST', 'This could not be read as an HTTP request.', { status });
  const body = JSON.stringify(toDetails(refusal, requestId));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    `x-request-id: ${requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Answers what `server` cannot read, unless the client still waits for the answer to what it sent before. */
export function answerAllUnreadable(server: Server): void {
  const underway = new WeakMap<Duplex, Set<Exchange>>();
  server.on('request', (request, response) => {
    const open = underway.get(request.socket) ?? new Set();
    const exchange = { request, response };
    underway.set(request.socket, open.add(exchange));
    response.on('close', () => open.delete(exchange));
  });
  server.on('clientError', (error, socket) => {
    answerUnreadable(error, socket, underway.get(socket) ?? new Set());
  });
}
