import type { IncomingMessage, Server } from 'node:http';
import { refuse } from '@/lib/errors';
import type { Exchanges } from '@/lib/server/exchanges';
import { refuseOnSocket } from '@/lib/server/refuse';

/** Whether a page in development opens the connection over which Next reports changes. */
export function isHotReload({ url, headers }: IncomingMessage): boolean {
  return url?.startsWith('/_next/') === true && headers.upgrade?.toLowerCase() === 'websocket';
}

/**
 * Makes `server` respond to a request that offers another protocol as if it offered none (RFC 9110, 7.8), and refuse
 * CONNECT. Node drops what a client sends after such an offer, so the connection ends with the response.
 */
export function speakHttpOnly(server: Server, exchanges: Exchanges): void {
  server.prependListener('request', ({ headers }, response) => {
    if (headers.upgrade !== undefined) response.setHeader('connection', 'close');
  });
  server.on('connect', (_request, socket) => {
    const allow = 'GET, HEAD, POST';
    const { refusal } = refuse('METHOD_NOT_ALLOWED', `This is not a proxy. Use ${allow}.`, { allow });
    // A response now would be read as that of an earlier request.
    if (exchanges.of(socket).length > 0) socket.destroy();
    else refuseOnSocket(socket, refusal);
  });
}
