import { createServer, type RequestListener, type Server } from 'node:http';
import type { Env } from '@/lib/env';
import { refuse } from '@/lib/errors';
import { isChild } from '@/lib/is-child';
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

export interface WebServer {
  server: Server;
  exchanges: Exchanges;
}

/**
 * Makes a server that does not listen yet. Every request gets a response: those that Node would answer itself, drop or
 * upgrade to another protocol get one in the API's error format.
 */
export function makeServer(
  env: Env,
  listener: RequestListener,
  overrides: Partial<Timeouts> = {},
): WebServer {
  const timeouts = { ...TIMEOUTS, ...overrides };
  const server: Server = createServer({
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.keepAlive,
    connectionsCheckingInterval: timeouts.check,
    // The listener refuses requests without one.
    requireHostHeader: false,
    // With this, a request without a body takes less time, but emits no `end`. Next can wait for one.
    optimizeEmptyRequests: !env.ROLE.includes('portal'),
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
  return { server, exchanges };
}

/** Listens on HOST and PORT. @returns the port @throws OperatorError if it cannot listen */
export function listen(server: Server, env: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explainListenError(error, env)));
    // The kernel gives each process on the port its part of the connections. A process that is killed takes only its own along.
    server.listen({ port: env.PORT, host: env.HOST, reusePort: isChild() }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : env.PORT);
    });
  });
}
