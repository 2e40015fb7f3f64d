import type { KnownKey } from '@/lib/domain/key-calls/look-up';
import { ok, type Result, refuse } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { Counters } from '@/lib/gateway/rate-limit/counters';
import { toQuota } from '@/lib/gateway/rate-limit/quota';

/** Counts the call and checks the rate limit of the key. */
export async function checkRateLimit(
  call: Call,
  { id, rateLimit }: KnownKey,
  counters: Counters,
): Promise<Result<null>> {
  const tally = await counters.count(id);
  call.quota = toQuota(tally, rateLimit);
  if (tally.calls <= rateLimit) return ok(null);
  const { resetSeconds } = call.quota;
  return refuse(
    'RATE_LIMITED',
    `This API key may make ${rateLimit} calls a minute. Try again in ${resetSeconds} seconds.`,
    { retryAfterSeconds: resetSeconds, detail: { limit: rateLimit } },
  );
}
