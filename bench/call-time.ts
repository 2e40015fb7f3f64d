import { SECOND } from '@/lib/clock';
import { overrideEnv } from '@/lib/env';
import { median } from './compare';
import { startBenchCluster } from './database';
import { load } from './load';
import { APP_SECRET } from './secret';
import { PRODUCT, startServer } from './server';
import { startBare } from './start-bare';
import { slowTime } from './steady-load';

const PORTS = { gateway: 4206, bare: 4207, metrics: 4209 };
const CONNECTIONS = 100;
const ROUNDS = 5;
/** For 99 of 100 calls, in milliseconds. It has to be a bound of the metrics. */
export const OWN_TIME_AIM = 5;

export interface CallTimeFigure {
  /** Calls a second: half of the most. */
  rate: number;
  /** Medians of the 99th percentiles of the rounds, in milliseconds. */
  product: number;
  bare: number;
  /** The part of the calls of all rounds whose own time in the product, as its metrics count it, is at most OWN_TIME_AIM. */
  withinAim: number;
}

/** How many calls took at most so many seconds, by this number, since the start of the product. */
async function readDurations(): Promise<Map<number, number>> {
  const text = await (await fetch(`http://127.0.0.1:${PORTS.metrics}/metrics`)).text();
  const buckets = text.matchAll(
    /^keydesk_api_call_duration_seconds_bucket\{(?=[^}]*operation="account.read")[^}]*le="([^"]+)"[^}]*\} (\d+)/gm,
  );
  return new Map(
    Array.from(buckets, ([, bound, calls]) => [Number(bound?.replace('+Inf', 'Infinity')), Number(calls)]),
  );
}

/** The part of the calls between two readings that took at most OWN_TIME_AIM. */
function withinAim(before: Map<number, number>, after: Map<number, number>): number {
  const callsUpTo = (bound: number) => (after.get(bound) ?? 0) - (before.get(bound) ?? 0);
  return callsUpTo(OWN_TIME_AIM / SECOND) / callsUpTo(Number.POSITIVE_INFINITY);
}

/**
 * Measures how long calls of GET /api/v1/account take at half of the highest load, as the client sees them. The bare server
 * gets the same rate: its time is that of the client, the network and node:http.
 */
export async function measureCallTime(): Promise<CallTimeFigure> {
  overrideEnv({ APP_SECRET, LOG_LEVEL: 'warn' });
  const cluster = await startBenchCluster();
  const stops = [() => cluster.stop()];
  try {
    const { url, secrets } = await cluster.addDatabase('thousand', 1_000);
    const env = {
      DATABASE_URL: url,
      APP_SECRET,
      ROLE: 'gateway',
      LOG_LEVEL: 'warn',
      METRICS_PORT: String(PORTS.metrics),
    };
    const gateway = await startServer(PRODUCT, PORTS.gateway, env);
    stops.unshift(() => gateway.stop());
    const account = `${gateway.url}/api/v1/account`;
    const bare = await startBare(PORTS.bare, account, secrets[0] ?? '');
    stops.unshift(() => bare.stop());

    const most: number[] = [];
    for (let round = 0; round < ROUNDS; round++) most.push(await load(account, CONNECTIONS, secrets));
    const rate = Math.round(median(most) / 2);
    const before = await readDurations();
    const times: { product: number; bare: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push({
        product: await slowTime(account, CONNECTIONS, secrets, rate),
        bare: await slowTime(bare.url, CONNECTIONS, secrets, rate),
      });
    }
    return {
      rate,
      product: median(times.map(({ product }) => product)),
      bare: median(times.map((time) => time.bare)),
      withinAim: withinAim(before, await readDurations()),
    };
  } finally {
    for (const stop of stops) await stop();
  }
}
