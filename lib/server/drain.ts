import type { Server, ServerResponse } from 'node:http';
import { Server as Listener } from 'node:net';
import type { Exchanges } from '@/lib/server/exchanges';

const CHECK_MS = 50;
/** How long clients with an open connection get to see `Connection: close` before idle connections are closed. */
const NOTICE_MS = 1_000;

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

/**
 * Stops `server`: it accepts no more connections and responds with `Connection: close`. Clients with an open connection
 * have a moment to see it in a response, because a request that arrives while its connection is closed gets a reset.
 * Then idle connections are closed. Everything that takes longer than `patienceMs` is cut off.
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
    // Closing an HTTP server would close idle connections at once.
    Listener.prototype.close.call(server, finish);
  });
}
