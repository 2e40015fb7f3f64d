import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/** What disables a key; null if it is disabled already. */
export function disabling(key: { disabledAt: Date | null }) {
  if (key.disabledAt) return null;
  return { action: 'api_key.disable', data: { disabledAt: now() } } as const;
}

/**
 * Disables a key until it is enabled again. The next request is refused, and a request in flight does not commit.
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or CONFLICT.
 */
export async function disableApiKey(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  return changeKey(actor, 'api-keys/disable', parsed.value.keyId, ({ key }) => ok(disabling(key)));
}
