import type { Server, ServerResponse } from 'node:http';
import { Server as Listener } from 'node:net';
import type { Exchanges } from '@/lib/server/exchanges';

const CHECK_MS = 50;
/** For how long clients that keep a connection are told to leave it, before idle ones are closed. */
const NOTICE_MS = 1_000;

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

/**
 * Stops `server`: it takes no more connections and answers with `Connection: close`. Clients that keep a connection get
 * a moment to learn that from an answer, since a request that crosses the closing of its connection is reset. Then idle
 * connections are closed. What lasts longer than `patienceMs` in all is cut off.
 */
export function drain(server: Server, exchanges: Exchanges, patienceMs: number): Promise<void> {
  server.prependListener('request', (_request, response) => closeAfter(response));
  for (const { response } of exchanges.all()) closeAfter(response);
  return new Promise((resolve) => {
    const idleFrom = performance.now() + NOTICE_MS;
    const idle = setInterval(() => {
      if (performance.now() >= idleFrom) server.closeIdleConnections();
    }, CHECK_MS);
    const patience = setTimeout(() => {
      server.closeAllConnections();
      finish();
    }, patienceMs);
    function finish() {
      clearInterval(idle);
      clearTimeout(patience);
      resolve();
    }
    // The close of an HTTP server would close idle connections at once.
    Listener.prototype.close.call(server, finish);
  });
}
