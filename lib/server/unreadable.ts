import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { stop, toDetails } from '@/lib/gateway/problem';
import { newRequestId } from '@/lib/gateway/request-id';
import { log } from '@/lib/log';

const STATUS: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what Node could not read as HTTP, in the shape of every other refusal, and closes the connection. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
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
