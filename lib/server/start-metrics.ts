import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Env } from '@/lib/env';
import { isChild } from '@/lib/is-child';
import { log } from '@/lib/log';
import { type Metrics, openMetrics } from '@/lib/metrics/metrics';
import { explainListenError } from '@/lib/server/listen-error';
import { answerMetrics, METRICS_PATH } from '@/lib/server/metrics';

/** How many ports a child tries, from METRICS_PORT on. Other children, and other programs, can have some of them. */
const PORTS_TO_TRY = 256;

export interface StartedMetrics {
  /** What PORT serves; undefined if they have a port of their own. */
  onMainPort: Metrics | undefined;
  close(): Promise<void>;
}

function listenerOf(metrics: Metrics): RequestListener {
  return (req, res) => {
    if (req.url?.split('?', 1)[0] !== METRICS_PATH) {
      res.writeHead(404).end();
      return;
    }
    answerMetrics(req, res, metrics).catch((err: unknown) => {
      log.error({ err }, 'The metrics could not be read');
      res.destroy();
    });
  };
}

/** Listens on the first free port from `port` on, of up to `most`. Not shared: each process has metrics of its own. */
async function listenOnFree(
  server: Server,
  port: number,
  host: string | undefined,
  most: number,
): Promise<void> {
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken || most <= 1) throw error;
    await listenOnFree(server, port + 1, host, most - 1);
  }
}

/** Serves the metrics on METRICS_PORT, and nothing else there. @returns a function that ends this */
async function serveAlone(env: Env, port: number, metrics: Metrics): Promise<() => Promise<void>> {
  const server = createServer(listenerOf(metrics));
  try {
    await listenOnFree(server, port, env.HOST, isChild() ? PORTS_TO_TRY : 1);
  } catch (error) {
    throw error instanceof Error ? explainListenError(error, env, 'METRICS_PORT') : error;
  }
  const { port: found } = server.address() as AddressInfo;
  log.info({ port: found, path: METRICS_PATH }, 'Metrics are served on a port of their own');
  return async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
}

/**
 * Measures this process if METRICS_PORT or METRICS_TOKEN is set, and serves the metrics on METRICS_PORT if that is set.
 * @throws OperatorError if it cannot listen there
 */
export async function startMetrics(
  env: Env,
  countsTogether: () => boolean | undefined,
): Promise<StartedMetrics | undefined> {
  const { METRICS_PORT, METRICS_TOKEN } = env;
  if (METRICS_PORT === undefined && METRICS_TOKEN === undefined) return undefined;
  const metrics = await openMetrics(countsTogether);
  const stop = METRICS_PORT === undefined ? undefined : await serveAlone(env, METRICS_PORT, metrics);
  return {
    onMainPort: stop ? undefined : metrics,
    async close() {
      await stop?.();
      metrics.close();
    },
  };
}
