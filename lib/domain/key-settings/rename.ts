import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { renameApiKeySchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/** Gives a key another label. Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or CONFLICT. */
export async function renameApiKey(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(renameApiKeySchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, label } = parsed.value;
  return changeKey(actor, 'key-settings/rename', keyId, ({ key }) =>
    ok({ action: 'api_key.rename', data: { label }, detail: { from: key.label, to: label } }),
  );
}
