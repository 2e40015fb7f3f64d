import type { Actor } from '@/lib/domain/actor';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { setAllowlistSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { requireUnchanged } from '@/lib/domain/require-unchanged';
import { ok, type Result } from '@/lib/errors';

/**
 * Sets the networks that a key may be used from. An empty list allows every address. Refuses with INVALID_REQUEST,
 * NOT_FOUND, FORBIDDEN or CONFLICT.
 */
export async function setAllowlist(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(setAllowlistSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, allowlist, from } = parsed.value;
  return changeKey(actor, 'key-settings/set-allowlist', keyId, ({ key }) => {
    const before = storedAllowlist(key.allowlist);
    const unchanged = requireUnchanged(before, from);
    if (!unchanged.ok) return unchanged;
    return ok({
      action: 'api_key.set_allowlist',
      data: { allowlist },
      detail: { from: before, to: allowlist },
    });
  });
}
