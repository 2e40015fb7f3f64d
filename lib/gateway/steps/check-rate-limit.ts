import type { MemberActor } from '@/lib/domain/actor';
import { highestRateLimit } from '@/lib/domain/api-keys/rate-limit';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { ok, type Result, refuse, type SoonResult } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { Counters, Tally } from '@/lib/gateway/rate-limit/counters';
import { toQuota } from '@/lib/gateway/rate-limit/quota';
import { say } from '@/lib/say';

interface Limited {
  tally: Tally;
  limit: number;
  of: 'key' | 'workspace' | 'member';
  /** The limit, if it was set for this workspace. Without one, the limit is the highest one of the provider. */
  cap?: number | null;
}

const LIMITED: Record<Limited['of'], () => string> = {
  key: () => say`This API key`,
  workspace: () => say`All keys of this workspace together`,
  member: () => 'You',
};

/** Refuses the call if it exceeds the limit. The response tells about it. */
function checkLimit(call: Call, { limit, tally, of, cap }: Limited): Result<null> {
  call.quota = toQuota(tally, limit);
  if (tally.calls <= limit) return ok(null);
  const { resetSeconds } = call.quota;
  return refuse(
    'RATE_LIMITED',
    `${LIMITED[of]()} may make ${limit} calls a minute. Try again in ${resetSeconds} seconds.`,
    { retryAfterSeconds: resetSeconds, detail: typeof cap === 'number' ? { limit, of, cap } : { limit, of } },
  );
}

const left = ({ limit, tally }: Limited) => limit - tally.calls;

/**
 * Counts the call for the key and, if the policy limits it, for its workspace, and checks the limit that is closest. A call
 * above the limit of its key does not count for the workspace: otherwise one key could use up the limit of all.
 */
export function checkRateLimit(
  call: Call,
  key: KnownKey,
  counters: Counters,
  policy: KeyPolicy,
): SoonResult<null> {
  const tally = counters.count(key.id);
  return tally instanceof Promise
    ? tally.then((known) => checkTally(call, key, known, counters, policy))
    : checkTally(call, key, tally, counters, policy);
}

function checkTally(
  call: Call,
  { rateLimit, workspace }: KnownKey,
  tally: Tally,
  counters: Counters,
  policy: KeyPolicy,
): SoonResult<null> {
  const own: Limited = { limit: rateLimit, of: 'key', tally };
  call.position = tally.calls;
  if (!policy.rateLimit.shared || tally.calls > rateLimit) return checkLimit(call, own);
  return checkShared(call, own, workspace, counters, policy);
}

async function checkShared(
  call: Call,
  own: Limited,
  { id, rateLimitCap: cap }: KnownKey['workspace'],
  counters: Counters,
  policy: KeyPolicy,
): Promise<Result<null>> {
  const limit = highestRateLimit(policy, cap);
  const all: Limited = { limit, cap, of: 'workspace', tally: await counters.count(id) };
  return checkLimit(call, left(all) < left(own) ? all : own);
}

/** Counts the call of a member, who may make as many calls as a key has by default. */
export async function checkMemberRateLimit(
  call: Call,
  { userId }: MemberActor,
  counters: Counters,
  { rateLimit }: KeyPolicy,
): Promise<Result<null>> {
  return checkLimit(call, { limit: rateLimit.preset, of: 'member', tally: await counters.count(userId) });
}
