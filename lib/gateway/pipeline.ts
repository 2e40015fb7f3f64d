import type { ApiKeyActor } from '@/lib/domain/actor';
import type { KnownKey } from '@/lib/domain/api-keys/look-up';
import type { Result } from '@/lib/errors';
import { type Answer, replay, toAnswer, toKeptAnswer } from '@/lib/gateway/answer';
import type { Call } from '@/lib/gateway/call';
import { OPERATIONS } from '@/lib/gateway/operations/operations';
import type { Counters } from '@/lib/gateway/rate-limit/counters';
import type { Routes } from '@/lib/gateway/routes';
import { checkAddress } from '@/lib/gateway/steps/check-address';
import { checkRateLimit } from '@/lib/gateway/steps/check-rate-limit';
import { checkScope } from '@/lib/gateway/steps/check-scope';
import { checkSignature } from '@/lib/gateway/steps/check-signature';
import { checkStanding } from '@/lib/gateway/steps/check-standing';
import { checkSyntax } from '@/lib/gateway/steps/check-syntax';
import { identifyKey } from '@/lib/gateway/steps/identify-key';
import { readBody } from '@/lib/gateway/steps/read-body';
import { readCredential } from '@/lib/gateway/steps/read-credential';
import { readInput } from '@/lib/gateway/steps/read-input';
import { readOnce } from '@/lib/gateway/steps/read-once';
import type { OperationRoute, Profile } from '@/lib/profiles/types';

/** What the pipeline works with, made once. */
export interface Equipment {
  profile: Profile;
  routes: Routes;
  counters: Counters;
}

function toActor(key: KnownKey, { scope }: OperationRoute, address: string): ApiKeyActor {
  return {
    kind: 'apiKey',
    keyId: key.id,
    secretId: key.secretId,
    workspaceId: key.workspace.id,
    environment: key.environment,
    scope,
    address,
  };
}

/**
 * What every call goes through, in this order. Each step passes or refuses; the first refusal is the answer.
 * What is learnt on the way is left in `call`, for the log and the key's evidence of use.
 */
export async function runPipeline(
  call: Call,
  { profile, routes, counters }: Equipment,
): Promise<Result<Answer>> {
  const { request } = call;

  const matched = routes.match(request.method ?? '', call.path);
  if (!matched.ok) return matched;
  const { route, params } = matched.value;
  call.route = route;

  const syntax = checkSyntax(request, route);
  if (!syntax.ok) return syntax;

  const credential = readCredential(request, profile);
  if (!credential.ok) return credential;

  const identified = await identifyKey(credential.value, profile.keys);
  if (!identified.ok) return identified;
  const key = identified.value;
  call.key = key;

  const standing = checkStanding(key);
  if (!standing.ok) return standing;

  const address = checkAddress(key, call.address);
  if (!address.ok) return address;

  const body = await readBody(request, route);
  if (!body.ok) return body;

  const signature = await checkSignature(call, key, body.value, profile);
  if (!signature.ok) return signature;

  const rate = await checkRateLimit(call, key, counters);
  if (!rate.ok) return rate;

  const scope = checkScope(key.scopes, route);
  if (!scope.ok) return scope;

  const input = readInput(route, call.query, body.value);
  if (!input.ok) return input;

  const actor = toActor(key, route, call.address);
  const once = readOnce(request, route, actor, body.value);
  if (!once.ok) return once;

  const operation = OPERATIONS[route.operation];
  const result = await operation.run({
    actor,
    key,
    params,
    ...input.value,
    once: once.value && { ...once.value, answer: (body) => toKeptAnswer(operation.status, body) },
  });
  if (!result.ok) return result;
  return {
    ok: true,
    value: 'kept' in result ? replay(result.kept) : toAnswer(operation.status, result.value),
  };
}
