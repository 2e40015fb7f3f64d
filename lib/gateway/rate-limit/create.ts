import { env } from '@/lib/env';
import type { Counters } from '@/lib/gateway/rate-limit/counters';
import { memoryCounters } from '@/lib/gateway/rate-limit/memory';
import { countersInParent } from '@/lib/gateway/rate-limit/parent';
import { redisCounters } from '@/lib/gateway/rate-limit/redis';
import { isChild } from '@/lib/is-child';

/** The counters of this installation: in Redis if it is configured, otherwise in this process or its parent. */
export function createCounters(): Counters {
  const { REDIS_URL } = env();
  if (REDIS_URL !== undefined) return redisCounters(REDIS_URL);
  return isChild() ? countersInParent() : memoryCounters();
}
