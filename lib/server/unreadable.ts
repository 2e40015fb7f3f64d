import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RefusalCode, refuse } from '@/lib/errors';
import type { Exchange, Exchanges } from '@/lib/server/exchanges';
import { refuseOnSocket } from '@/lib/server/refuse';

const CODES: Record<string, RefusalCode> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'PAYLOAD_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

function toRefusal(error: NodeJS.ErrnoException) {
  const code = CODES[error.code ?? ''] ?? 'MALFORMED_REQUEST';
  const message =
    code === 'REQUEST_TIMEOUT'
      ? 'The request did not arrive in time. Send it again.'
      : 'This could not be read as an HTTP request.';
  return refuse(code, message).refusal;
}

/** Waits until the complete requests of the connection have their responses, in order. */
async function answersTo(open: Exchange[]): Promise<void> {
  const read = open.filter(({ request }) => request.complete);
  await Promise.all(read.map(({ response }) => once(response, 'close')));
}

async function answer(error: NodeJS.ErrnoException, socket: Duplex, exchanges: Exchanges): Promise<void> {
  await answersTo(exchanges.of(socket));
  const isBegun = exchanges.of(socket).some(({ response }) => response.headersSent);
  // Within a response that has begun, another one would be read as part of it.
  if (!socket.writable || isBegun) socket.destroy();
  else refuseOnSocket(socket, toRefusal(error));
}

/** Responds in the API's error format to what `server` cannot read as HTTP, and closes the connection. */
export function answerUnreadable(server: Server, exchanges: Exchanges): void {
  const failed = new WeakSet<Duplex>();
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Node also reports the rest of an unreadable request.
    if (failed.has(socket) && error.code !== 'ECONNRESET') return;
    failed.add(socket);
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else answer(error, socket, exchanges);
  });
}
