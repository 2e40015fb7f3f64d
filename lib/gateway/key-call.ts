import type { ApiKeyActor } from '@/lib/domain/actor';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import type { SignedNonce } from '@/lib/domain/key-calls/take-nonce';
import { requireScope } from '@/lib/domain/key-policy/scopes';
import type { Result } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { GatewayContext } from '@/lib/gateway/context';

import type { GatewayResponse, StreamedResponse } from '@/lib/gateway/response';
import type { Match } from '@/lib/gateway/routes';
import { runOperation } from '@/lib/gateway/run-operation';
import { checkRateLimit } from '@/lib/gateway/steps/check-rate-limit';
import { endOldSecrets } from '@/lib/gateway/steps/end-old-secrets';
import { readIdempotencyKey } from '@/lib/gateway/steps/read-idempotency-key';
import { readInput } from '@/lib/gateway/steps/read-input';
import { forward } from '@/lib/gateway/upstream/forward';
import type { BodyFormat } from '@/lib/profiles/body-format';

/** A call whose key may be used, and whose signature is right. */
export interface KeyCall {
  call: Call;
  key: KnownKey;
  match: Match;
  /** Of the body; undefined if the call has none. */
  format: BodyFormat | undefined;
  body: Buffer;
  /** Of a signed call, if the operation takes it. */
  nonce?: SignedNonce | undefined;
}

function toActor({ call, key, match }: KeyCall): ApiKeyActor {
  return {
    kind: 'apiKey',
    keyId: key.id,
    secretId: key.secretId,
    workspaceId: key.workspace.id,
    environment: key.environment,
    scope: match.route.scope,
    address: call.address,
    requestId: call.id,
  };
}

/** Runs the steps of the pipeline that follow the check of the signature. */
export async function runKeyCall(
  keyCall: KeyCall,
  context: GatewayContext,
): Promise<Result<GatewayResponse | StreamedResponse>> {
  const { call, key, match, format, body, nonce } = keyCall;
  const { profile, credentialNames, counters } = context;
  const { route } = match;

  const soonEnded = endOldSecrets(call, key);
  const ended = soonEnded instanceof Promise ? await soonEnded : soonEnded;
  if (!ended.ok) return ended;

  const soonRate = checkRateLimit(call, key, counters, profile.keys);
  const rate = soonRate instanceof Promise ? await soonRate : soonRate;
  if (!rate.ok) return rate;

  const scope = requireScope(key.scopes, route.scope);
  if (!scope.ok) return scope;

  const actor = toActor(keyCall);

  if ('upstream' in match) {
    const idempotencyKey = readIdempotencyKey(call, route, undefined, actor, body, profile);
    if (!idempotencyKey.ok) return idempotencyKey;
    const sent = { call, route: match.route, actor, body, format };
    return forward(sent, idempotencyKey.value, match.upstream, context);
  }

  const input = readInput(call, match, body, format, credentialNames);
  if (!input.ok) return input;

  const idempotencyKey = readIdempotencyKey(call, route, input.value.wire.body, actor, body, profile);
  if (!idempotencyKey.ok) return idempotencyKey;

  return runOperation(match, input.value, actor, { key, nonce }, idempotencyKey.value, profile);
}
