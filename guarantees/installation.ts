import { startBenchCluster } from '@/bench/database';
import { APP_SECRET } from '@/bench/secret';
import { disconnect } from '@/lib/db/client';
import { overrideEnv } from '@/lib/env';
import { type Gateway, startGateways } from './gateways';

/**
 * Runs work with two gateways on a new PostgreSQL, which are there until it ends. This process uses the same database and
 * secret.
 */
export async function withTwoGateways(work: (gateways: readonly Gateway[]) => Promise<void>): Promise<void> {
  overrideEnv({ APP_SECRET, LOG_LEVEL: 'warn' });
  const cluster = await startBenchCluster();
  const stops: (() => Promise<void>)[] = [() => cluster.stop()];
  try {
    const { url } = await cluster.addDatabase('guarantees', 1_000);
    overrideEnv({ DATABASE_URL: url });
    stops.unshift(disconnect);
    const gateways = await startGateways();
    for (const gateway of gateways) stops.unshift(gateway.stop);
    await work(gateways);
  } finally {
    for (const stop of stops) await stop();
  }
}
