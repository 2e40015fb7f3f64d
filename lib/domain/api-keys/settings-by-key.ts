import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { readCallingKey } from '@/lib/domain/api-keys/calling-key';
import type { DetailsRow } from '@/lib/domain/api-keys/details';
import { excessOf, restrictionsOf } from '@/lib/domain/api-keys/excess';
import { resolveExpiry } from '@/lib/domain/api-keys/expiry';
import { fromLimits, readLimits, toLimits } from '@/lib/domain/api-keys/limits';
import { highestRateLimit } from '@/lib/domain/api-keys/rate-limit';
import type { CreateApiKeySettings, CreateByKeySettings } from '@/lib/domain/api-keys/schema';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

export interface SettingsByKey {
  settings: CreateApiKeySettings;
  /** The member who answers for the calling key, and so for the new one. */
  createdById: string;
}

/** The settings that were asked for, completed with those of the calling key. */
function complete(asked: CreateByKeySettings, calling: DetailsRow, policy: KeyPolicy) {
  const highest = highestRateLimit(policy, calling.workspace.rateLimitCap);
  return {
    ...asked,
    purpose: asked.purpose ?? calling.purpose,
    owner: asked.owner ?? calling.owner,
    tags: asked.tags ?? calling.tags,
    expiry: asked.expiry ?? calling.expiresAt ?? 'never',
    rateLimit: asked.rateLimit ?? Math.min(calling.rateLimit, highest),
    requireSignatures: asked.requireSignatures ?? calling.signingRequired,
    allowlist: asked.allowlist ?? storedAllowlist(calling.allowlist),
    limits: {
      spendPerDay: asked.limits.spendPerDay ?? null,
      spendPerMonth: asked.limits.spendPerMonth ?? null,
      countries: asked.limits.countries ?? calling.countries,
      senders: asked.limits.senders ?? toLimits(calling).senders,
    },
  };
}

/**
 * The settings of a key that a key creates. It is never wider, longer-lived or less restricted than the calling key, and
 * always of the same environment. A key with a spending limit creates none, because each would have a budget of its own.
 *
 * Refuses with FORBIDDEN, or with INVALID_REQUEST for an expiry in the past.
 */
export async function settingsByKey(
  tx: Transaction,
  actor: ApiKeyActor,
  asked: CreateByKeySettings,
  policy: KeyPolicy,
): Promise<Result<SettingsByKey>> {
  if (asked.environment !== actor.environment) {
    return refuse('FORBIDDEN', say`A key creates keys of its own environment only.`, {
      fields: { environment: say`The calling key is of the other environment.` },
    });
  }
  const read = await readCallingKey(tx, actor);
  if (!read.ok) return read;
  const calling = read.value;
  if (calling.spendPerDay !== null || calling.spendPerMonth !== null) {
    return refuse(
      'FORBIDDEN',
      say`A key with a spending limit cannot create keys. Create this one in the portal.`,
    );
  }
  const completed = complete(asked, calling, policy);
  const limits = readLimits(completed.limits);
  if (!limits.ok) return limits;
  const settings = { ...completed, limits: limits.value };
  const expiry = resolveExpiry(settings.expiry, now());
  if (!expiry.ok) return expiry;
  const fields = excessOf(restrictionsOf(calling), {
    ...fromLimits(settings.limits),
    scopes: settings.scopes,
    expiresAt: expiry.value,
    rateLimit: settings.rateLimit,
    signingRequired: settings.requireSignatures,
    networks: settings.allowlist.map(({ network }) => network),
  });
  if (Object.keys(fields).length > 0) {
    return refuse('FORBIDDEN', say`A key cannot create a key that may do more than itself.`, { fields });
  }
  return ok({ settings: { ...settings, expiry: expiry.value ?? 'never' }, createdById: calling.createdById });
}
