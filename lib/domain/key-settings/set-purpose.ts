import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { checkPurpose } from '@/lib/domain/key-policy/purposes';
import { setPurposeSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/**
 * Sets what a key is for; null: nothing in particular. Refuses with INVALID_REQUEST, also if the policy does not
 * declare the purpose, NOT_FOUND, FORBIDDEN or CONFLICT.
 */
export async function setPurpose(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(setPurposeSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, purpose } = parsed.value;
  return changeKey(actor, 'key-settings/set-purpose', keyId, ({ key }) => {
    const checked = checkPurpose(policy, purpose);
    if (!checked.ok) return checked;
    if (key.purpose === purpose) return ok(null);
    return ok({
      action: 'api_key.set_purpose',
      data: { purpose },
      detail: { from: key.purpose, to: purpose },
    });
  });
}
