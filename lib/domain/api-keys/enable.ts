import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/** Enables a disabled key again. Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or CONFLICT. */
export async function enableApiKey(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  return changeKey(actor, 'api-keys/enable', parsed.value.keyId, ({ key }) =>
    ok(key.disabledAt ? { action: 'api_key.enable', data: { disabledAt: null } } : null),
  );
}
