import { now, SECOND } from '@/lib/clock';
import type { Quota } from '@/lib/profiles/profile';

/** The fields of draft-ietf-httpapi-ratelimit-headers. */
export function rateLimitFields({ limit, remaining, windowSeconds, resetSeconds }: Quota) {
  return {
    'ratelimit-policy': `"default";q=${limit};w=${windowSeconds}`,
    ratelimit: `"default";r=${remaining};t=${resetSeconds}`,
  };
}

/** The older headers, which more clients know. The reset is in Unix seconds. */
export function oldRateLimitFields({ limit, remaining, resetSeconds }: Quota) {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(now().getTime() / SECOND) + resetSeconds),
  };
}
