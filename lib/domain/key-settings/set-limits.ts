import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { fromLimits, readLimits, toLimits } from '@/lib/domain/api-keys/limits';
import { setLimitsSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { requireConfirmation } from '@/lib/domain/rehearsals/confirm';
import { rehearseCountries } from '@/lib/domain/rehearsals/countries';
import { requireUnchanged } from '@/lib/domain/require-unchanged';
import { ok, type Result } from '@/lib/errors';

/**
 * Sets the limits for the damage if a key leaks: spending by day and month, countries, senders. If live
 * messages, voice calls or lookups would stop, the label of the key must be typed. Refuses with INVALID_REQUEST, NOT_FOUND,
 * FORBIDDEN or CONFLICT.
 */
export async function setLimits(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(setLimitsSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, from, confirmation } = parsed.value;
  const read = readLimits(parsed.value.limits);
  if (!read.ok) return read;
  const limits = read.value;
  return changeKey(actor, 'key-settings/set-limits', keyId, async ({ key, actor: { workspaceId }, tx }) => {
    const before = toLimits(key);
    const unchanged = requireUnchanged(before, from);
    if (!unchanged.ok) return unchanged;
    const rehearsal = await rehearseCountries(tx, { ...key, workspaceId }, limits.countries);
    const confirmed = requireConfirmation(rehearsal, confirmation, key.label);
    if (!confirmed.ok) return confirmed;
    return ok({
      action: 'api_key.set_limits',
      data: fromLimits(limits),
      detail: { from: before, to: limits },
    });
  });
}
