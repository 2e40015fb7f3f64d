import type { IncomingMessage, Server } from 'node:http';
import { refuse } from '@/lib/errors';
import type { Exchanges } from '@/lib/server/exchanges';
import { refuseOnSocket } from '@/lib/server/refuse';

/** Whether a page in development opens the connection by which Next tells it of changes. */
export function isHotReload({ url, headers }: IncomingMessage): boolean {
  return url?.startsWith('/_next/') === true && headers.upgrade?.toLowerCase() === 'websocket';
}

/**
 * Makes `server` answer a request that offers another protocol as if it offered none (RFC 9110, 7.8), and refuse
 * CONNECT. Node drops what a client sends behind such an offer before the answer, so the connection ends with it.
 */
export function speakHttpOnly(server: Server, exchanges: Exchanges): void {
  server.prependListener('request', ({ headers }, response) => {
    if (headers.upgrade !== undefined) response.setHeader('connection', 'close');
  });
  server.on('connect', (_request, socket) => {
    const allow = 'GET, HEAD, POST';
    const { refusal } = refuse('METHOD_NOT_ALLOWED', `This is not a proxy. Use ${allow}.`, { allow });
    // An answer now would be taken for that of a request before it.
    if (exchanges.of(socket).length > 0) socket.destroy();
    else refuseOnSocket(socket, refusal);
  });
}
