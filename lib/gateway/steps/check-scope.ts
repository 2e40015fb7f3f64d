import { FULL_ACCESS } from '@/lib/domain/api-keys/policy';
import { challenge } from '@/lib/gateway/challenge';
import { type Step, stop } from '@/lib/gateway/problem';
import type { OperationRoute, Profile } from '@/lib/profiles/types';

/** Whether the key holds the scope that the profile names for the operation. */
export function checkScope(
  scopes: readonly string[],
  { scope }: OperationRoute,
  profile: Profile,
): Step<null> {
  if (scope === null || scopes.includes(scope) || scopes.includes(FULL_ACCESS))
    return { ok: true, value: null };
  return stop('FORBIDDEN', `This API key lacks the scope ${scope}.`, {
    headers: { 'www-authenticate': challenge(profile, `error="insufficient_scope", scope="${scope}"`) },
    detail: { scope },
  });
}
