import { createServer, type RequestListener, type Server } from 'node:http';
import type { Env } from '@/lib/env';
import { OperatorError } from '@/lib/operator-error';
import { answerAllUnreadable } from '@/lib/server/unreadable';

const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** Longer than the 60 s that common load balancers keep a connection, so that they never meet a closed one. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;

function explain(error: NodeJS.ErrnoException, { PORT, HOST }: Env): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new OperatorError(`Port ${PORT} is taken: stop what listens there, or set PORT to another one.`);
    case 'EACCES':
      return new OperatorError(`Port ${PORT} needs more rights than this user has: set PORT above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorError(`HOST ${HOST} is not an address of this machine.`);
    default:
      return error;
  }
}

/**
 * Listens on HOST and PORT and returns the server and the port it got.
 * @throws OperatorError when that cannot be.
 */
export function listen(env: Env, listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    },
    listener,
  );
  answerAllUnreadable(server);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, env)));
    server.listen(env.PORT, env.HOST, () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address ? address.port : env.PORT });
    });
  });
}

const IDLE_CHECK_MS = 50;

/**
 * Takes no more connections, tells clients that keep theirs to open another elsewhere, waits for the requests in flight, and
 * cuts off what lasts longer than `patienceMs`.
 */
export function drain(server: Server, patienceMs: number): Promise<void> {
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
  return new Promise((resolve) => {
    // A connection kept alive is idle once its request is answered, and would wait for another.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
    const finish = () => {
      clearInterval(idle);
      clearTimeout(patience);
      resolve();
    };
    const patience = setTimeout(() => {
      server.closeAllConnections();
      finish();
    }, patienceMs);
    server.close(finish);
  });
}
