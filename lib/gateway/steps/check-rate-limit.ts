import { highestRateLimit } from '@/lib/domain/api-keys/rate-limit';
import type { KnownKey } from '@/lib/domain/key-calls/look-up';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { ok, type Result, refuse } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { Counters, Tally } from '@/lib/gateway/rate-limit/counters';
import { toQuota } from '@/lib/gateway/rate-limit/quota';
import { say } from '@/lib/say';

interface Limited {
  tally: Tally;
  limit: number;
  of: 'key' | 'workspace';
}

/**
 * Counts the call for the key and, if the policy limits it, for its workspace. A call above the limit of its key does not
 * count for the workspace: otherwise one key could use up the limit of all.
 */
async function countCall(
  { id, rateLimit, workspace }: KnownKey,
  counters: Counters,
  policy: KeyPolicy,
): Promise<Limited[]> {
  const own: Limited = { limit: rateLimit, of: 'key', tally: await counters.count(id) };
  if (!policy.rateLimit.shared || own.tally.calls > rateLimit) return [own];
  const limit = highestRateLimit(policy, workspace.rateLimitCap);
  return [own, { limit, of: 'workspace', tally: await counters.count(workspace.id) }];
}

/** Counts the call and checks the rate limit of the key, and the one that it shares with others. */
export async function checkRateLimit(
  call: Call,
  key: KnownKey,
  counters: Counters,
  policy: KeyPolicy,
): Promise<Result<null>> {
  const left = ({ limit, tally }: Limited) => limit - tally.calls;
  const limits = await countCall(key, counters, policy);
  const { limit, tally, of } = limits.reduce((least, each) => (left(each) < left(least) ? each : least));
  call.quota = toQuota(tally, limit);
  if (tally.calls <= limit) return ok(null);
  const { resetSeconds } = call.quota;
  const who = of === 'key' ? say`This API key` : say`All keys of this workspace together`;
  return refuse(
    'RATE_LIMITED',
    `${who} may make ${limit} calls a minute. Try again in ${resetSeconds} seconds.`,
    { retryAfterSeconds: resetSeconds, detail: { limit, of } },
  );
}
