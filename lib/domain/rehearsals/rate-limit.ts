import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { type ApiKeyTimes, apiKeyStatus } from '@/lib/domain/api-keys/status';
import type { RehearsedCalls } from '@/lib/domain/rehearsals/confirm';
import { firstRehearsedDay } from '@/lib/domain/rehearsals/period';
import { endsStep, stepOf } from '@/lib/domain/usage/position-steps';

/** What another rate limit would have refused. */
export interface RateLimitRehearsal extends RehearsedCalls {
  /** False: the refused calls may be fewer, because positions are counted in steps. */
  isExact: boolean;
}

interface RehearsedKey extends ApiKeyTimes {
  id: string;
  environment: 'live' | 'sandbox';
  rateLimit: number;
}

/**
 * Tries another rate limit on the successful calls of the last days. The gateway counted for each call its position in the
 * window of the limit, so the calls above the other limit are those that it would have refused. Calls above the limit of
 * today do not count, nor do those of a key that does not work.
 *
 * @param rateLimit in calls a minute
 */
export async function rehearseRateLimit(
  tx: Transaction,
  key: RehearsedKey,
  rateLimit: number,
): Promise<RateLimitRehearsal> {
  const days = await tx.apiKeyPositionUsage.findMany({
    where: { apiKeyId: key.id, day: { gte: new Date(firstRehearsedDay()) } },
    select: { calls: true },
  });
  const isActive = apiKeyStatus(key, now()) === 'active';
  const last = stepOf(key.rateLimit);
  const countAfter = (step: number) =>
    days
      .flatMap(({ calls }) => (isActive ? calls.slice(step, last) : []))
      .reduce((sum, calls) => sum + calls, 0);
  const endsExactly = endsStep(rateLimit) || rateLimit >= key.rateLimit;
  const refused = countAfter(endsExactly ? stepOf(rateLimit) : stepOf(rateLimit) - 1);
  return {
    calls: countAfter(0),
    refused,
    refusedLive: key.environment === 'live' ? refused : 0,
    isExact: endsExactly || refused === 0,
  };
}
