import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { KeyManager } from '@/lib/domain/actor';
import { type ApiKeyDetails, detailsColumns, toDetails } from '@/lib/domain/api-keys/details';
import { resolveExpiry } from '@/lib/domain/api-keys/expiry';
import { fromLimits } from '@/lib/domain/api-keys/limits';
import { nextKeyNumber } from '@/lib/domain/api-keys/number';
import { checkRateLimit, highestRateLimit } from '@/lib/domain/api-keys/rate-limit';
import type { CreateApiKeySettings } from '@/lib/domain/api-keys/schema';
import { recordAudit } from '@/lib/domain/audit/record';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { newSecretRow } from '@/lib/domain/key-secrets/secret-row';
import { generateSigningSecret, sealSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { recordKeyEvent } from '@/lib/domain/webhook-events/record-key-event';
import { ok, type Result } from '@/lib/errors';
import { newId } from '@/lib/ids';

export interface CreatedApiKey {
  key: ApiKeyDetails;
  /** Shown once. The database has its hash, and the sealed secret only if the policy makes it recoverable. */
  secret: string;
  /** Shown once, too; null unless the key's calls must be signed, or every key has one. */
  signingSecret: string | null;
}

/** Who creates a key. */
export interface KeyCreator {
  actor: KeyManager;
  /** The member who answers for it. */
  createdById: string;
}

/** The requested rate limit, or that of a new key, up to the highest one. */
async function resolveRateLimit(
  tx: Transaction,
  workspaceId: string,
  asked: number | undefined,
  policy: KeyPolicy,
): Promise<Result<number>> {
  const { rateLimitCap } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { rateLimitCap: true },
  });
  const highest = highestRateLimit(policy, rateLimitCap);
  const rateLimit = asked ?? Math.min(policy.rateLimit.preset, highest);
  const checked = checkRateLimit(rateLimit, highest);
  return checked.ok ? ok(rateLimit) : checked;
}

/** Inserts a new key and records it, in the transaction of the verb. Refuses with INVALID_REQUEST. */
export async function insertKey(
  tx: Transaction,
  { actor, createdById }: KeyCreator,
  settings: CreateApiKeySettings,
  policy: KeyPolicy,
): Promise<Result<CreatedApiKey>> {
  const { label, purpose, environment, length, scopes, requireSignatures, allowlist, limits } = settings;
  const { owner, tags, note } = settings;
  const createdAt = now();
  const expiry = resolveExpiry(settings.expiry, createdAt);
  if (!expiry.ok) return expiry;
  const rateLimit = await resolveRateLimit(tx, actor.workspaceId, settings.rateLimit, policy);
  if (!rateLimit.ok) return rateLimit;
  const number = await nextKeyNumber(tx, actor.workspaceId, policy);
  const secret = generateSecret(policy, environment, length, number);
  const isSigned = requireSignatures || policy.alwaysHasSigningSecret === true;
  const signingSecret = isSigned ? generateSigningSecret(policy) : null;
  const row = await tx.apiKey.create({
    data: {
      id: newId('key'),
      workspaceId: actor.workspaceId,
      environment,
      number,
      label,
      purpose,
      owner,
      tags,
      note,
      secretLength: length,
      secrets: {
        create: newSecretRow(policy, secret, createdAt),
      },
      scopes,
      expiresAt: expiry.value,
      rateLimit: rateLimit.value,
      signingRequired: requireSignatures,
      sealedSigningSecret: signingSecret === null ? null : sealSigningSecret(signingSecret),
      allowlist,
      ...fromLimits(limits),
      creationToken: settings.creationToken,
      createdById,
      createdByKeyId: actor.kind === 'apiKey' ? actor.keyId : null,
      createdAt,
    },
    select: detailsColumns,
  });
  await recordAudit(tx, actor, {
    action: 'api_key.create',
    targetId: row.id,
    detail: {
      label,
      purpose,
      environment,
      scopes,
      length,
      expiresAt: expiry.value?.toISOString() ?? null,
      rateLimit: rateLimit.value,
      requireSignatures,
      allowlist,
      limits,
      owner,
      tags,
      note,
    },
  });
  await recordKeyEvent(tx, 'api_key.created', { ...row, workspaceId: actor.workspaceId });
  return ok({ key: toDetails(row), secret, signingSecret });
}
