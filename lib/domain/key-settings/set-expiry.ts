import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { resolveExpiry } from '@/lib/domain/api-keys/expiry';
import { expiryChange, shortenOldSecrets } from '@/lib/domain/key-settings/expiry-change';
import { setExpirySchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/**
 * Sets when a key expires. An expired key works again with a later date. An old secret never outlives the key, so its
 * end becomes earlier with the key's, but not later.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or CONFLICT.
 */
export async function setExpiry(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(setExpirySchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, expiry } = parsed.value;
  return changeKey(actor, 'key-settings/set-expiry', keyId, async ({ key, tx }) => {
    const resolved = resolveExpiry(expiry, now());
    if (!resolved.ok) return resolved;
    await shortenOldSecrets(tx, [keyId], resolved.value);
    return ok(expiryChange(key, resolved.value));
  });
}
