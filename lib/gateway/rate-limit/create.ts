import { env } from '@/lib/env';
import type { Counters } from '@/lib/gateway/rate-limit/counters';
import { memoryCounters } from '@/lib/gateway/rate-limit/memory';
import { redisCounters } from '@/lib/gateway/rate-limit/redis';

/** The counters of this installation: in Redis if it is configured, otherwise in this process. */
export function createCounters(): Counters {
  const { REDIS_URL } = env();
  return REDIS_URL === undefined ? memoryCounters() : redisCounters(REDIS_URL);
}
