import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { checkScopes, widens } from '@/lib/domain/key-policy/scopes';
import { changeScopesSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { checkPermission } from '@/lib/domain/permissions';
import { requireUnchanged } from '@/lib/domain/require-unchanged';
import { ok, type Result } from '@/lib/errors';

/**
 * Changes what a key may do, from the next request. Everyone who may change the key may remove scopes. Only an admin
 * may add scopes. Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or CONFLICT.
 */
export async function changeScopes(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(changeScopesSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, scopes, from } = parsed.value;
  const checked = checkScopes(policy, scopes);
  if (!checked.ok) return checked;
  return changeKey(actor, 'key-settings/change-scopes', keyId, ({ key }) => {
    const unchanged = requireUnchanged(key.scopes, from);
    if (!unchanged.ok) return unchanged;
    if (widens(key.scopes, scopes)) {
      const checkedWider = checkPermission(actor, 'key-settings/widen-scopes');
      if (!checkedWider.ok) return checkedWider;
    }
    return ok({
      action: 'api_key.change_scopes',
      data: { scopes },
      detail: { from: key.scopes, to: scopes },
    });
  });
}
