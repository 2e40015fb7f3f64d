import { createServer, type RequestListener, type Server } from 'node:http';
import type { Env } from '@/lib/env';
import { refuse } from '@/lib/errors';
import { OperatorError } from '@/lib/operator-error';
import { Exchanges } from '@/lib/server/exchanges';
import { refuseRequest } from '@/lib/server/refuse';
import { answerUnreadable } from '@/lib/server/unreadable';
import { isHotReload, speakHttpOnly } from '@/lib/server/upgrade';

/** How long a connection may wait, in milliseconds. */
export interface Timeouts {
  /** For the headers of a request. */
  headers: number;
  /** For a whole request. */
  request: number;
  /** For the next request. */
  keepAlive: number;
  /** For the next byte in either direction: a client may stop reading. */
  stalled: number;
  /** How often `headers` and `request` are checked. */
  check: number;
}

const TIMEOUTS: Timeouts = {
  headers: 15_000,
  request: 60_000,
  // Longer than the 60 s of common load balancers, so that they never use a connection that we have closed.
  keepAlive: 65_000,
  stalled: 120_000,
  check: 5_000,
};

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

export interface Listening {
  server: Server;
  /** The port that it listens on. */
  port: number;
  exchanges: Exchanges;
}

/**
 * Listens on HOST and PORT. Every request gets a response: those that Node would answer itself, drop or upgrade to
 * another protocol get one in the API's error format.
 * @throws OperatorError if it cannot listen
 */
export function listen(
  env: Env,
  listener: RequestListener,
  overrides: Partial<Timeouts> = {},
): Promise<Listening> {
  const timeouts = { ...TIMEOUTS, ...overrides };
  const server: Server = createServer({
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.keepAlive,
    connectionsCheckingInterval: timeouts.check,
    // The listener refuses requests without one.
    requireHostHeader: false,
    shouldUpgradeCallback: (request) =>
      env.NODE_ENV === 'development' && isHotReload(request) && server.listenerCount('upgrade') > 0,
  });
  server.timeout = timeouts.stalled;
  const exchanges = new Exchanges(server);
  answerUnreadable(server, exchanges);
  speakHttpOnly(server, exchanges);
  server.on('checkExpectation', (_request, response) => {
    const { refusal } = refuse('EXPECTATION_FAILED', 'Expect may only be 100-continue.');
    refuseRequest(response, refusal);
  });
  server.on('request', listener);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, env)));
    server.listen(env.PORT, env.HOST, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : env.PORT;
      resolve({ server, port, exchanges });
    });
  });
}
