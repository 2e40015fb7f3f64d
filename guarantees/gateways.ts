import { type BenchServer, PRODUCT, startServer } from '@/bench/server';
import { freePort } from '@/lib/db/embedded/free-port';
import { appSecret, env } from '@/lib/env';

/** A gateway of the built product in a process of its own, which can be killed. */
export interface Gateway {
  /** Without a path. It stays the same when the gateway starts again. */
  origin: string;
  /** Waits until it has started. */
  ready(): Promise<void>;
  /** Kills it with SIGKILL, and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a gateway on the database of this process, with its secret. */
async function startGateway(): Promise<Gateway> {
  const port = await freePort();
  const settings = { DATABASE_URL: env().DATABASE_URL ?? '', APP_SECRET: appSecret() };
  const start = () => startServer(PRODUCT, port, { ...settings, ROLE: 'gateway', LOG_LEVEL: 'warn' });
  let server: BenchServer = await start();
  let starting: Promise<void> = Promise.resolve();
  async function startAgain(): Promise<void> {
    await server.stop('SIGKILL');
    server = await start();
  }
  return {
    origin: server.url,
    ready: () => starting,
    restart() {
      starting = startAgain();
      return starting;
    },
    async stop() {
      await starting;
      await server.stop();
    },
  };
}

/** Starts two gateways on the database of this process. */
export function startGateways(): Promise<Gateway[]> {
  return Promise.all([startGateway(), startGateway()]);
}
