import cluster from 'node:cluster';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Env } from '@/lib/env';
import { refuse } from '@/lib/errors';
import { Exchanges } from '@/lib/server/exchanges';
import { explainListenError } from '@/lib/server/listen-error';
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
    server.once('error', (error) => reject(explainListenError(error, env)));
    // The kernel gives each process on the port its part of the connections. A process that is killed takes only its own along.
    server.listen({ port: env.PORT, host: env.HOST, reusePort: cluster.isWorker }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : env.PORT;
      resolve({ server, port, exchanges });
    });
  });
}
