import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor, WorkspaceActor } from '@/lib/domain/actor';
import { resolveExpiry } from '@/lib/domain/api-keys/expiry';
import { fromLimits, readLimits } from '@/lib/domain/api-keys/limits';
import { nextKeyNumber } from '@/lib/domain/api-keys/number';
import { checkRateLimit, DEFAULT_RATE_LIMIT } from '@/lib/domain/api-keys/rate-limit';
import { type CreateApiKeySettings, createApiKeySchema } from '@/lib/domain/api-keys/schema';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import { type ApiKeyView, toView, viewColumns } from '@/lib/domain/api-keys/view';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { checkScopes } from '@/lib/domain/key-policy/scopes';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { newSecretRow } from '@/lib/domain/key-secrets/secret-row';
import { generateSigningSecret, sealSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse, refuseFields } from '@/lib/errors';
import { newId } from '@/lib/ids';

export interface CreatedApiKey {
  key: ApiKeyView;
  /** Shown once. The database has its hash, and the sealed secret only if the policy makes it recoverable. */
  secret: string;
  /** Shown once, too; null unless the key's calls must be signed. */
  signingSecret: string | null;
}

function checkLength({ min, max }: KeyPolicy['length'], length: number): Result<null> {
  if (length >= min && length <= max) return ok(null);
  return refuseFields({ length: `Enter a length from ${min} to ${max}.` });
}

/** The requested rate limit, or the default, up to the cap of the workspace. */
async function resolveRateLimit(
  tx: Transaction,
  workspaceId: string,
  asked: number | undefined,
): Promise<Result<number>> {
  const { rateLimitCap } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { rateLimitCap: true },
  });
  const rateLimit = asked ?? Math.min(DEFAULT_RATE_LIMIT, rateLimitCap);
  const checked = checkRateLimit(rateLimit, rateLimitCap);
  return checked.ok ? ok(rateLimit) : checked;
}

async function insertKey(
  tx: Transaction,
  member: WorkspaceActor,
  settings: CreateApiKeySettings,
  policy: KeyPolicy,
): Promise<Result<CreatedApiKey>> {
  const { label, environment, length, scopes, requireSignatures, allowlist, limits } = settings;
  const createdAt = now();
  const expiry = resolveExpiry(settings.expiry, createdAt);
  if (!expiry.ok) return expiry;
  const rateLimit = await resolveRateLimit(tx, member.workspaceId, settings.rateLimit);
  if (!rateLimit.ok) return rateLimit;
  const number = await nextKeyNumber(tx, member.workspaceId, policy);
  const secret = generateSecret(policy, environment, length, number);
  const signingSecret = requireSignatures ? generateSigningSecret(policy) : null;
  const row = await tx.apiKey.create({
    data: {
      id: newId('key'),
      workspaceId: member.workspaceId,
      environment,
      number,
      label,
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
      createdById: member.userId,
      createdAt,
    },
    select: viewColumns,
  });
  await recordAudit(tx, member, {
    action: 'api_key.create',
    targetId: row.id,
    detail: {
      label,
      environment,
      scopes,
      length,
      expiresAt: expiry.value?.toISOString() ?? null,
      rateLimit: rateLimit.value,
      requireSignatures,
      allowlist,
      limits,
    },
  });
  return ok({ key: toView(row), secret, signingSecret });
}

/**
 * Creates an API key in the actor's workspace and returns its secrets. They are not shown again.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, EMAIL_NOT_VERIFIED, or ALREADY_CREATED if the same form was sent before. A
 * repeated, doubled or replayed call never creates a second key and never shows a secret again.
 */
export async function createApiKey(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<CreatedApiKey>> {
  const parsed = parse(createApiKeySchema, input);
  if (!parsed.ok) return parsed;
  const limits = readLimits(parsed.value.limits);
  if (!limits.ok) return limits;
  const settings = { ...parsed.value, limits: limits.value };
  for (const checked of [checkLength(policy.length, settings.length), checkScopes(policy, settings.scopes)]) {
    if (!checked.ok) return checked;
  }
  const authorized = authorizeInWorkspace(actor, 'api-keys/create', settings.environment);
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const verified = requireVerifiedEmail(member, settings.environment);
  if (!verified.ok) return verified;

  try {
    return await transact(member, (tx) => insertKey(tx, member, settings, policy));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return refuse(
      'ALREADY_CREATED',
      'This key was created already, and its secret is shown only once. If you do not have it, revoke the key and create another.',
    );
  }
}
