import type { MemberActor } from '@/lib/domain/actor';
import type { Result } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { GatewayContext } from '@/lib/gateway/context';
import type { GatewayResponse } from '@/lib/gateway/response';
import type { OperationMatch } from '@/lib/gateway/routes';
import { runAsMember } from '@/lib/gateway/run-operation';
import { checkMemberRateLimit } from '@/lib/gateway/steps/check-rate-limit';
import { readIdempotencyKey } from '@/lib/gateway/steps/read-idempotency-key';
import { readInput } from '@/lib/gateway/steps/read-input';
import type { BodyFormat } from '@/lib/profiles/body-format';

/** Runs the steps of a call with a portal session, on a route that accepts one. The verb checks what the member may do. */
export async function runMemberCall(
  call: Call,
  member: MemberActor,
  matched: OperationMatch,
  format: BodyFormat | undefined,
  body: Buffer,
  { profile, counters, credentialNames }: GatewayContext,
): Promise<Result<GatewayResponse>> {
  call.member = member;

  const rate = await checkMemberRateLimit(call, member, counters, profile.keys);
  if (!rate.ok) return rate;

  const input = readInput(call, matched, body, format, credentialNames);
  if (!input.ok) return input;

  // A member's call belongs to no environment.
  const named = { workspaceId: member.workspaceId, environment: 'live' } as const;
  const { route } = matched;
  const idempotencyKey = readIdempotencyKey(call, route, input.value.wire.body, named, body, profile);
  if (!idempotencyKey.ok) return idempotencyKey;
  const request = idempotencyKey.value;

  return runAsMember(
    matched,
    input.value,
    member,
    // A key's requests never have the name of a member's.
    request && { ...request, operation: `${request.operation} by ${member.userId}` },
    profile,
  );
}
