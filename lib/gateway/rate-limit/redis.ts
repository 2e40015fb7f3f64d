import { createClient } from '@redis/client';
import { RateLimiterRedis, RLWrapperTimeouts } from 'rate-limiter-flexible';
import { SECOND } from '@/lib/clock';
import { type Counters, type Tally, WINDOW_SECONDS } from '@/lib/gateway/rate-limit/counters';
import { memoryCounters } from '@/lib/gateway/rate-limit/memory';
import { log } from '@/lib/log';

/** How long a call waits for Redis. */
const PATIENCE_MS = 200;
/** A connection without any data for this long is closed. Regular pings make sure that a working one has some. */
const SILENCE_MS = 2 * SECOND;
const RECONNECT_AFTER_MS = 500;

function connect(url: string) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: SILENCE_MS / 2,
    socket: {
      connectTimeout: SILENCE_MS,
      socketTimeout: SILENCE_MS,
      reconnectStrategy: () => RECONNECT_AFTER_MS,
    },
  });
  let lost = false;
  client.on('error', (err) => {
    if (!lost) log.warn({ err }, 'Redis is lost: until it is back, each process limits rates by itself');
    lost = true;
  });
  client.on('ready', () => {
    if (lost) log.info('Redis is back: the processes limit rates together again');
    lost = false;
  });
  return client;
}

/**
 * Counts in Redis, so that several processes count together. Without a connection to Redis, each process counts by
 * itself, from what Redis has counted last: the limits are less exact, but they still apply.
 */
export function redisCounters(url: string): Counters {
  const client = connect(url);
  const connecting = client.connect().catch((err) => log.debug({ err }, 'Gave up connecting to Redis'));
  const shared = new RLWrapperTimeouts({
    limiter: new RateLimiterRedis({
      // The step compares with the limit.
      points: Number.MAX_SAFE_INTEGER,
      duration: WINDOW_SECONDS,
      keyPrefix: 'calls',
      storeClient: client,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
    }),
    timeoutMs: PATIENCE_MS,
  });
  const own = memoryCounters();

  async function countTogether(id: string): Promise<Tally> {
    const { consumedPoints, msBeforeNext } = await shared.consume(id);
    const tally = { calls: consumedPoints, msLeft: msBeforeNext };
    own.set(id, tally);
    return tally;
  }

  return {
    // The listener above has logged that Redis is lost.
    count: (id) => countTogether(id).catch(() => own.count(id)),
    areShared: () => client.isReady,
    async close() {
      client.destroy();
      await connecting;
    },
  };
}
