import { MINUTE, SECOND } from '@/lib/clock';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { consume, limiter } from '@/lib/domain/throttle/limiter';
import { ok, type Result, refuse } from '@/lib/errors';

/** How many addresses a workspace can check in a minute. The name servers are ours. */
export const ADDRESSES_PER_MINUTE = 2_000;

/** Counts addresses before DNS is asked. Refuses with RATE_LIMITED. */
export async function limitChecks({ workspaceId }: ApiKeyActor, addresses: number): Promise<Result<null>> {
  const counters = limiter('email-checks', ADDRESSES_PER_MINUTE, MINUTE / SECOND);
  const { waitMs } = await consume(counters, workspaceId, { points: addresses });
  if (waitMs === 0) return ok(null);
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / SECOND));
  const message = `At most ${ADDRESSES_PER_MINUTE} email addresses can be checked in a minute. Try again in ${retryAfterSeconds} s.`;
  return refuse('RATE_LIMITED', message, { retryAfterSeconds, detail: { of: 'addresses' } });
}
