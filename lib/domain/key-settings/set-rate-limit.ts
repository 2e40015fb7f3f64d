import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { checkRateLimit, highestRateLimit } from '@/lib/domain/api-keys/rate-limit';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { setRateLimitSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { requireConfirmation } from '@/lib/domain/rehearsals/confirm';
import { rehearseRateLimit } from '@/lib/domain/rehearsals/rate-limit';
import { ok, type Result } from '@/lib/errors';

/**
 * Sets how many calls a minute a key may make, up to the highest rate limit of the policy or the workspace. If live
 * calls may stop, the label of the key must be typed. Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or CONFLICT.
 */
export async function setRateLimit(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(setRateLimitSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, rateLimit, confirmation } = parsed.value;
  return changeKey(
    actor,
    'key-settings/set-rate-limit',
    keyId,
    async ({ key, actor: { workspaceId }, tx }) => {
      const checked = checkRateLimit(rateLimit, highestRateLimit(policy, key.workspace.rateLimitCap));
      if (!checked.ok) return checked;
      const rehearsal = await rehearseRateLimit(tx, { ...key, workspaceId }, rateLimit);
      const confirmed = requireConfirmation(rehearsal, confirmation, key.label);
      if (!confirmed.ok) return confirmed;
      return ok({
        action: 'api_key.set_rate_limit',
        data: { rateLimit },
        detail: { from: key.rateLimit, to: rateLimit },
      });
    },
  );
}
