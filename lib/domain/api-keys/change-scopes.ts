import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { KeyPolicy } from '@/lib/domain/api-keys/policy';
import { changeScopesSchema } from '@/lib/domain/api-keys/schema';
import { checkScopes, widens } from '@/lib/domain/api-keys/scopes';
import { parse } from '@/lib/domain/parse';
import { mayWidenScopes } from '@/lib/domain/permissions';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Changes what a key may do, from the next request on. Whoever may change the key may narrow it; an admin may widen it.
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or CONFLICT.
 */
export async function changeScopes(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(changeScopesSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, scopes } = parsed.value;
  const checked = checkScopes(policy, scopes);
  if (!checked.ok) return checked;
  return changeKey(actor, keyId, ({ key, member }) => {
    if (widens(key.scopes, scopes) && !mayWidenScopes(member)) {
      return refuse('FORBIDDEN', 'Your role may take scopes away, but not add any. Ask an admin.');
    }
    return ok({
      action: 'api_key.change_scopes',
      data: { scopes },
      detail: { from: key.scopes, to: scopes },
    });
  });
}
