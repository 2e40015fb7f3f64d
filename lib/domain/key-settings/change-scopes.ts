import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { checkScopes, type ScopedOperation, widens } from '@/lib/domain/key-policy/scopes';
import { changeScopesSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { checkPermission } from '@/lib/domain/permissions';
import { requireConfirmation } from '@/lib/domain/rehearsals/confirm';
import { rehearseScopes } from '@/lib/domain/rehearsals/scopes';
import { requireUnchanged } from '@/lib/domain/require-unchanged';
import { ok, type Result } from '@/lib/errors';

/**
 * Changes what a key may do, from the next request. Everyone who may change the key may remove scopes. Only an admin
 * may add scopes. If live calls would stop, the label of the key must be typed. Refuses with INVALID_REQUEST, NOT_FOUND,
 * FORBIDDEN or CONFLICT.
 * @param operations those of the provider's API
 */
export async function changeScopes(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
  operations: readonly ScopedOperation[],
): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(changeScopesSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, scopes, from, confirmation } = parsed.value;
  const checked = checkScopes(policy, scopes);
  if (!checked.ok) return checked;
  return changeKey(
    actor,
    'key-settings/change-scopes',
    keyId,
    async ({ key, actor: { workspaceId }, tx }) => {
      const unchanged = requireUnchanged(key.scopes, from);
      if (!unchanged.ok) return unchanged;
      if (widens(key.scopes, scopes)) {
        const checkedWider = checkPermission(actor, 'key-settings/widen-scopes');
        if (!checkedWider.ok) return checkedWider;
      }
      const rehearsal = await rehearseScopes(tx, { ...key, workspaceId }, scopes, operations);
      const confirmed = requireConfirmation(rehearsal, confirmation, key.label);
      if (!confirmed.ok) return confirmed;
      return ok({
        action: 'api_key.change_scopes',
        data: { scopes },
        detail: { from: key.scopes, to: scopes },
      });
    },
  );
}
