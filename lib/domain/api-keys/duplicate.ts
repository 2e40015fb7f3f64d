import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { detailsColumns } from '@/lib/domain/api-keys/details';
import { toLimits } from '@/lib/domain/api-keys/limits';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { highestRateLimit } from '@/lib/domain/api-keys/rate-limit';
import { apiKeySchema, type CreateApiKeySettings, KEY_LABEL_MAX } from '@/lib/domain/api-keys/schema';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { parse } from '@/lib/domain/parse';
import { cutTo } from '@/lib/domain/text/cut';
import { ok, type Result } from '@/lib/errors';

/** The initial values of the form that duplicates a key. */
export type DuplicateSettings = Omit<CreateApiKeySettings, 'creationToken'>;

/**
 * The settings of a key, for the form that creates a similar one. Nothing is created yet. An expiry in the past becomes
 * 30 days from now, because the copy should expire, too. The note stays out: it is about one key, such as where its secret is.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (also for a key of another workspace) or FORBIDDEN.
 */
export async function duplicateSettings(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<DuplicateSettings>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'api-keys/duplicate');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const key = await db().apiKey.findFirst({
    where: { id: parsed.value.keyId, workspaceId },
    select: detailsColumns,
  });
  if (!key) return refuseUnknownKey();
  return ok({
    label: cutTo(KEY_LABEL_MAX, `Copy of ${key.label}`),
    purpose: key.purpose,
    environment: key.environment,
    length: key.secretLength,
    scopes: key.scopes,
    expiry: key.expiresAt ? (key.expiresAt > now() ? key.expiresAt : '30d') : 'never',
    rateLimit: Math.min(key.rateLimit, highestRateLimit(policy, key.workspace.rateLimitCap)),
    requireSignatures: key.signingRequired,
    allowlist: storedAllowlist(key.allowlist),
    limits: toLimits(key),
    owner: key.owner,
    tags: key.tags,
    note: '',
  });
}
