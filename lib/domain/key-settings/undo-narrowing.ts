import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { checkScopes } from '@/lib/domain/key-policy/scopes';
import { findNarrowing } from '@/lib/domain/key-settings/find-narrowing';
import { undoNarrowingSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Gives a key the scopes back that the last change took away, within a day. It adds scopes, so it needs an admin. Refuses
 * with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, or CONFLICT if the scopes were changed since or the day is over.
 */
export async function undoNarrowing(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(undoNarrowingSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, narrowingId } = parsed.value;
  return changeKey(
    actor,
    'key-settings/undo-narrowing',
    keyId,
    async ({ key, actor: { workspaceId }, tx }) => {
      const found = await findNarrowing(tx, { ...key, workspaceId });
      if (!found || String(found.event.id) !== narrowingId) {
        return refuse(
          'CONFLICT',
          'This can no longer be undone: the scopes were changed since, or a day has passed.',
        );
      }
      const scopes = found.before;
      const checked = checkScopes(policy, scopes);
      if (!checked.ok) return checked;
      return ok({
        action: 'api_key.change_scopes',
        data: { scopes },
        detail: { from: key.scopes, to: scopes, undoes: narrowingId },
      });
    },
  );
}
