import type { OutgoingHttpHeaders } from 'node:http';
import { now, SECOND } from '@/lib/clock';
import { type Tally, WINDOW_SECONDS } from '@/lib/gateway/rate-limit/counters';

/** What a key has left of its calls in this window. */
export interface Quota {
  limit: number;
  remaining: number;
  /** Until the next window; at least 1. */
  resetSeconds: number;
}

/** What is left of `limit` after so many calls. */
export function toQuota({ calls, msLeft }: Tally, limit: number): Quota {
  return {
    limit,
    remaining: Math.max(0, limit - calls),
    resetSeconds: Math.max(1, Math.ceil(msLeft / SECOND)),
  };
}

/** The fields of draft-ietf-httpapi-ratelimit-headers, and the older ones that more clients know. */
export function quotaHeaders({ limit, remaining, resetSeconds }: Quota): OutgoingHttpHeaders {
  return {
    'ratelimit-policy': `"default";q=${limit};w=${WINDOW_SECONDS}`,
    ratelimit: `"default";r=${remaining};t=${resetSeconds}`,
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(now().getTime() / SECOND) + resetSeconds),
  };
}
