import type { Actor } from '@/lib/domain/actor';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { allowlistChange } from '@/lib/domain/key-settings/allowlist-change';
import { setAllowlistSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { rehearseAllowlist } from '@/lib/domain/rehearsals/allowlist';
import { requireConfirmation } from '@/lib/domain/rehearsals/confirm';
import { requireUnchanged } from '@/lib/domain/require-unchanged';
import { ok, type Result } from '@/lib/errors';

/**
 * Sets the networks that a key may be used from. An empty list allows every address. If live calls would stop, the
 * label of the key must be typed. Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or CONFLICT.
 */
export async function setAllowlist(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(setAllowlistSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, allowlist, from, confirmation } = parsed.value;
  return changeKey(
    actor,
    'key-settings/set-allowlist',
    keyId,
    async ({ key, actor: { workspaceId }, tx }) => {
      const before = storedAllowlist(key.allowlist);
      const unchanged = requireUnchanged(before, from);
      if (!unchanged.ok) return unchanged;
      const networks = allowlist.map(({ network }) => network);
      const rehearsal = await rehearseAllowlist(tx, { workspaceId, keyIds: [keyId] }, networks);
      const confirmed = requireConfirmation(rehearsal, confirmation, key.label);
      if (!confirmed.ok) return confirmed;
      return ok(allowlistChange(before, allowlist));
    },
  );
}
