import type { MemberActor } from '@/lib/domain/actor';
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
  of: 'key' | 'workspace' | 'member';
}

/**
 * Counts the call for the key and, if the policy limits it, for its workspace. A call above the limit of its key does not
 * count for the workspace: otherwise one key could use up the limit of all.
 */
async function countCall(
  { id, rateLimit, workspace }: KnownKey,
  counters: Counters,
  policy: KeyPolicy,
): Promise<[Limited, ...Limited[]]> {
  const own: Limited = { limit: rateLimit, of: 'key', tally: await counters.count(id) };
  if (!policy.rateLimit.shared || own.tally.calls > rateLimit) return [own];
  const limit = highestRateLimit(policy, workspace.rateLimitCap);
  return [own, { limit, of: 'workspace', tally: await counters.count(workspace.id) }];
}

const LIMITED: Record<Limited['of'], () => string> = {
  key: () => say`This API key`,
  workspace: () => say`All keys of this workspace together`,
  member: () => 'You',
};

/** Refuses the call if it exceeds one of the limits. The response tells about the one that is closest. */
function checkLimits(call: Call, limits: readonly [Limited, ...Limited[]]): Result<null> {
  const left = ({ limit, tally }: Limited) => limit - tally.calls;
  const { limit, tally, of } = limits.reduce((least, each) => (left(each) < left(least) ? each : least));
  call.quota = toQuota(tally, limit);
  if (tally.calls <= limit) return ok(null);
  const { resetSeconds } = call.quota;
  return refuse(
    'RATE_LIMITED',
    `${LIMITED[of]()} may make ${limit} calls a minute. Try again in ${resetSeconds} seconds.`,
    { retryAfterSeconds: resetSeconds, detail: { limit, of } },
  );
}

/** Counts the call and checks the rate limit of the key, and the one that it shares with others. */
export async function checkRateLimit(
  call: Call,
  key: KnownKey,
  counters: Counters,
  policy: KeyPolicy,
): Promise<Result<null>> {
  return checkLimits(call, await countCall(key, counters, policy));
}

/** Counts the call of a member, who may make as many calls as a key has by default. */
export async function checkMemberRateLimit(
  call: Call,
  { userId }: MemberActor,
  counters: Counters,
  { rateLimit }: KeyPolicy,
): Promise<Result<null>> {
  return checkLimits(call, [{ limit: rateLimit.preset, of: 'member', tally: await counters.count(userId) }]);
}
