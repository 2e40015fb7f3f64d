import type { Environment } from '@/lib/db/generated/enums';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { charges } from '@/lib/profiles/charging';
import type { Profile } from '@/lib/profiles/profile';
import { type SampleRequest, toSampleRequest } from '@/lib/profiles/snippets/request';

/** A call to try a key with. Plain data: the portal sends it to the browser, which adds the key. */
export interface FirstCall {
  request: SampleRequest;
  /** The scope that a key must have; null: any valid key. */
  scope: string | null;
  /** Whether it sends. Its example goes to a sandbox number, which a live key must not send to. */
  sends: boolean;
}

/** The routes that a new key can be tried with: sending, and reading what needs no id. */
export function firstRoutes({ routes }: Pick<Profile, 'routes'>) {
  return routes
    .filter(({ operation, method, params }) => charges(operation) || (method === 'GET' && !params))
    .map((route) => ({ route, scope: route.scope, sends: charges(route.operation) }));
}

/** The calls to those routes. */
export function firstCalls(profile: Profile): FirstCall[] {
  return firstRoutes(profile).map(({ route, scope, sends }) => ({
    request: toSampleRequest(profile, route),
    scope,
    sends,
  }));
}

/** The first call of a key: a sandbox key that may send does so; others read something. Undefined if it can do neither. */
export function chooseFirstCall<Call extends Pick<FirstCall, 'scope' | 'sends'>>(
  calls: readonly Call[],
  { environment, scopes }: { environment: Environment; scopes: readonly string[] },
): Call | undefined {
  const allowed = calls.filter(
    ({ scope }) => scope === null || scopes.includes(scope) || scopes.includes(FULL_ACCESS),
  );
  const sending = environment === 'sandbox' ? allowed.find((call) => call.sends) : undefined;
  return sending ?? allowed.find((call) => !call.sends);
}
