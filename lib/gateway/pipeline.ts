import type { ApiKeyActor } from '@/lib/domain/actor';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { requireScope } from '@/lib/domain/key-policy/scopes';
import { isWellFormed, secretTexts } from '@/lib/domain/key-secrets/secret';
import type { Result, SoonResult } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { GatewayContext } from '@/lib/gateway/context';
import { runMemberCall } from '@/lib/gateway/member-call';
import type { GatewayResponse, StreamedResponse } from '@/lib/gateway/response';
import { runOperation } from '@/lib/gateway/run-operation';
import { checkAddress } from '@/lib/gateway/steps/check-address';
import { checkBodyHeaders } from '@/lib/gateway/steps/check-body-headers';
import { checkKeyState } from '@/lib/gateway/steps/check-key-state';
import { checkRateLimit } from '@/lib/gateway/steps/check-rate-limit';
import { checkSignature } from '@/lib/gateway/steps/check-signature';
import { endOldSecrets } from '@/lib/gateway/steps/end-old-secrets';
import { identifyKey } from '@/lib/gateway/steps/identify-key';
import { identifyMember } from '@/lib/gateway/steps/identify-member';
import { readBody } from '@/lib/gateway/steps/read-body';
import { checkBodyCredential, readCredential } from '@/lib/gateway/steps/read-credential';
import { readIdempotencyKey } from '@/lib/gateway/steps/read-idempotency-key';
import { readInput } from '@/lib/gateway/steps/read-input';
import { forward } from '@/lib/gateway/upstream/forward';
import type { ForwardedRoute, Route } from '@/lib/profiles/profile';

function toActor(
  key: KnownKey,
  { scope }: Route | ForwardedRoute,
  { address, id: requestId }: Pick<Call, 'address' | 'id'>,
): ApiKeyActor {
  return {
    kind: 'apiKey',
    keyId: key.id,
    secretId: key.secretId,
    workspaceId: key.workspace.id,
    environment: key.environment,
    scope,
    address,
    requestId,
  };
}

/**
 * Runs the steps of a call, in this order. Each step passes or refuses, and the first refusal is the response. What the
 * steps find is added to `call`, for the log and the last use of the key.
 */
export async function runPipeline(
  call: Call,
  context: GatewayContext,
): Promise<Result<GatewayResponse | StreamedResponse>> {
  const { request } = call;
  const { profile, routes, credentialNames, counters, findMember } = context;

  const matched = routes.match(request.method ?? '', call.path, call.query);
  if (!matched.ok) return matched;
  const match = matched.value;
  const { route } = match;
  call.route = route;

  const format = checkBodyHeaders(request, match, profile);
  if (!format.ok) return format;

  let reading: SoonResult<Buffer> | undefined;
  const getBody = () => {
    reading ??= readBody(request, route);
    return reading;
  };
  const credential = await readCredential(call, profile, credentialNames, format.value, getBody);
  if (!credential.ok) {
    if ('upstream' in match) return credential;
    const member = await identifyMember(call, match.route, credential.refusal, findMember);
    if (!member.ok) return member;
    if (!member.value) return credential;
    const body = await getBody();
    if (!body.ok) return body;
    return runMemberCall(call, member.value, match, format.value, body.value, context);
  }

  call.secrets.push(...secretTexts(profile.keys, credential.value));

  const identified = await identifyKey(credential.value, profile.keys);
  if (!identified.ok) {
    if (isWellFormed(profile.keys, credential.value)) call.unknownSecret = credential.value;
    return identified;
  }
  const key = identified.value;
  call.key = key;

  const state = checkKeyState(key);
  if (!state.ok) return state;

  const address = checkAddress(key, call.address);
  if (!address.ok) return address;

  const body = await getBody();
  if (!body.ok) return body;

  const bodyCredential = checkBodyCredential(credential.value, credentialNames, format.value, body.value);
  if (!bodyCredential.ok) return bodyCredential;

  const signature = await checkSignature(call, key, body.value, profile);
  if (!signature.ok) return signature;

  const ended = await endOldSecrets(call, key);
  if (!ended.ok) return ended;

  const rate = await checkRateLimit(call, key, counters, profile.keys);
  if (!rate.ok) return rate;

  const scope = requireScope(key.scopes, route.scope);
  if (!scope.ok) return scope;

  const actor = toActor(key, route, call);

  if ('upstream' in match) {
    const idempotencyKey = readIdempotencyKey(call, route, undefined, actor, body.value, profile);
    if (!idempotencyKey.ok) return idempotencyKey;
    const sent = { call, route: match.route, actor, body: body.value, format: format.value };
    return forward(sent, idempotencyKey.value, match.upstream, context);
  }

  const input = readInput(call, match, body.value, format.value, credentialNames);
  if (!input.ok) return input;

  const idempotencyKey = readIdempotencyKey(call, route, input.value.wire.body, actor, body.value, profile);
  if (!idempotencyKey.ok) return idempotencyKey;

  return runOperation(match, input.value, actor, key, idempotencyKey.value, profile);
}
