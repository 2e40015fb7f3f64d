import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { type ApiKeyStatus, type ApiKeyTimes, apiKeyStatus } from '@/lib/domain/api-keys/status';
import type { RehearsedCalls } from '@/lib/domain/rehearsals/confirm';
import { firstRehearsedDay } from '@/lib/domain/rehearsals/period';
import { endsStep, stepOf } from '@/lib/domain/usage/position-steps';

/** What another rate limit would have refused. */
export interface RateLimitRehearsal extends RehearsedCalls {
  /** False: the refused calls may be fewer, because positions are counted in steps. */
  isExact: boolean;
  /** The state of the key. No call succeeds unless it is active. */
  status: ApiKeyStatus;
  /** The successful calls whose position is not known, such as those of before an upgrade, if the other limit is lower. */
  unknown: number;
}

interface RehearsedKey extends ApiKeyTimes {
  id: string;
  workspaceId: string;
  environment: 'live' | 'sandbox';
  rateLimit: number;
}

/**
 * Tries another rate limit on the successful calls of the last days. The gateway counted for each call its position in the
 * window of the limit, so the calls above the other limit are those that it would have refused. Calls above the limit of
 * today do not count, nor do those of a key that does not work. Of calls without a known position, it cannot tell.
 *
 * @param rateLimit in calls a minute
 */
export async function rehearseRateLimit(
  tx: Transaction,
  key: RehearsedKey,
  rateLimit: number,
): Promise<RateLimitRehearsal> {
  const day = { gte: new Date(firstRehearsedDay()) };
  const days = await tx.apiKeyPositionUsage.findMany({
    where: { apiKeyId: key.id, day },
    select: { calls: true },
  });
  const counted = await tx.apiKeyDailyUsage.aggregate({
    where: { workspaceId: key.workspaceId, apiKeyId: key.id, day },
    _sum: { succeeded: true },
  });
  const status = apiKeyStatus(key, now());
  const isActive = status === 'active';
  const known = days.flatMap(({ calls }) => calls).reduce((sum, calls) => sum + calls, 0);
  const unknown =
    isActive && rateLimit < key.rateLimit ? Math.max(0, (counted._sum.succeeded ?? 0) - known) : 0;
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
    unknownLive: key.environment === 'live' ? unknown : 0,
    unknown,
    status,
    isExact: endsExactly || refused === 0,
  };
}
