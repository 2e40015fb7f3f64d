import { type Counters, memoryCounters } from '@/lib/gateway/rate-limit/counters';

export function createCounters(): Counters {
  return memoryCounters();
}
