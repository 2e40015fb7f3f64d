import { requireScope } from '@/lib/domain/api-keys/scopes';
import { challenge } from '@/lib/gateway/challenge';
import type { Step } from '@/lib/gateway/problem';
import type { OperationRoute, Profile } from '@/lib/profiles/types';

/** Whether the key holds the scope that the profile names for the operation. */
export function checkScope(
  scopes: readonly string[],
  { scope }: OperationRoute,
  profile: Profile,
): Step<null> {
  const checked = requireScope(scopes, scope);
  if (checked.ok) return checked;
  const headers = {
    'www-authenticate': challenge(profile, `error="insufficient_scope", scope="${scope}"`),
  };
  return { ok: false, refusal: { ...checked.refusal, headers } };
}
