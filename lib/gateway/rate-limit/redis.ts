import { createClient } from '@redis/client';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterRes,
  RLWrapperTimeouts,
} from 'rate-limiter-flexible';
import { SECOND } from '@/lib/clock';
import { type Counters, WINDOW_SECONDS } from '@/lib/gateway/rate-limit/counters';
import { log } from '@/lib/log';

/** The window for the library. The step compares with the limit. */
const WINDOW = { points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SECONDS, keyPrefix: 'calls' };

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
      ...WINDOW,
      storeClient: client,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
    }),
    timeoutMs: PATIENCE_MS,
  });
  const own = new RateLimiterMemory(WINDOW);

  async function countTogether(id: string): Promise<RateLimiterRes> {
    const counted = await shared.consume(id);
    await own.set(id, counted.consumedPoints, Math.max(1, counted.msBeforeNext) / SECOND);
    return counted;
  }

  return {
    async count(id) {
      // The listener above has logged that Redis is lost.
      const counted = await countTogether(id).catch(() => own.consume(id));
      return { calls: counted.consumedPoints, msLeft: counted.msBeforeNext };
    },
    areShared: () => client.isReady,
    async close() {
      client.destroy();
      await connecting;
    },
  };
}
