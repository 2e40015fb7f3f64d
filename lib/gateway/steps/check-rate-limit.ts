import type { KnownKey } from '@/lib/domain/api-keys/look-up';
import type { Call } from '@/lib/gateway/call';
import { type Step, stop } from '@/lib/gateway/problem';
import type { Counters } from '@/lib/gateway/rate-limit/counters';
import { toQuota } from '@/lib/gateway/rate-limit/quota';

/** Counts the call and tells whether the key may make so many a minute. */
export async function checkRateLimit(
  call: Call,
  { id, rateLimit }: KnownKey,
  counters: Counters,
): Promise<Step<null>> {
  const tally = await counters.count(id);
  call.quota = toQuota(tally, rateLimit);
  if (tally.calls <= rateLimit) return { ok: true, value: null };
  const { resetSeconds } = call.quota;
  return stop(
    'RATE_LIMITED',
    `This API key may make ${rateLimit} calls a minute. Try again in ${resetSeconds} seconds.`,
    { retryAfterSeconds: resetSeconds, detail: { limit: rateLimit } },
  );
}
