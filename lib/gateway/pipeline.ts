import type { Call } from '@/lib/gateway/call';
import { OPERATIONS } from '@/lib/gateway/operations/operations';
import type { Step } from '@/lib/gateway/problem';
import type { Routes } from '@/lib/gateway/routes';
import { checkScope } from '@/lib/gateway/steps/check-scope';
import { checkStanding } from '@/lib/gateway/steps/check-standing';
import { checkSyntax } from '@/lib/gateway/steps/check-syntax';
import { identifyKey } from '@/lib/gateway/steps/identify-key';
import { readCredential } from '@/lib/gateway/steps/read-credential';
import { readInput } from '@/lib/gateway/steps/read-input';
import type { Profile } from '@/lib/profiles/types';

export interface Answer {
  status: number;
  body: unknown;
}

/**
 * What every call goes through, in this order. Each step passes or refuses; the first refusal is the answer.
 * What is learnt on the way is left in `call`, for the log and the key's evidence of use.
 */
export async function runPipeline(call: Call, profile: Profile, routes: Routes): Promise<Step<Answer>> {
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

  const scope = checkScope(key.scopes, route, profile);
  if (!scope.ok) return scope;

  const input = await readInput(request, route, call.query);
  if (!input.ok) return input;

  const operation = OPERATIONS[route.operation];
  const actor = {
    kind: 'apiKey' as const,
    keyId: key.id,
    workspaceId: key.workspace.id,
    environment: key.environment,
    scopes: key.scopes,
    address: call.address,
  };
  const result = await operation.run({ actor, key, params, ...input.value });
  return result.ok ? { ok: true, value: { status: operation.status, body: result.value } } : result;
}
