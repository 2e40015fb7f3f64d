import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/**
 * Enables a disabled key again. A key enables only the keys that it created, so that no key brings back the one that
 * created it. Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or CONFLICT.
 */
export async function enableApiKey(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  return changeKey(actor, 'api-keys/enable', parsed.value.keyId, ({ key, actor: manager }) => {
    if (!key.disabledAt) return ok(null);
    if (manager.kind === 'apiKey' && key.createdByKeyId !== manager.keyId) {
      return refuse(
        'FORBIDDEN',
        say`A key can enable only the keys that it created. Enable this one in the portal.`,
      );
    }
    return ok({ action: 'api_key.enable', data: { disabledAt: null } });
  });
}
