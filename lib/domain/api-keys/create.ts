import { db, type Transaction } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor, ApiKeyActor, KeyManager } from '@/lib/domain/actor';
import { type CreatedApiKey, insertKey } from '@/lib/domain/api-keys/insert';
import { readLimits } from '@/lib/domain/api-keys/limits';
import { publicKeyId } from '@/lib/domain/api-keys/number';
import {
  type CreateByKeySettings,
  createApiKeyByKeySchema,
  createApiKeySchema,
} from '@/lib/domain/api-keys/schema';
import { settingsByKey } from '@/lib/domain/api-keys/settings-by-key';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import { authorizeApiKey, authorizeInWorkspace } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { checkPurpose } from '@/lib/domain/key-policy/purposes';
import { checkScopes } from '@/lib/domain/key-policy/scopes';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse, refuseFields } from '@/lib/errors';
import { say } from '@/lib/say';

function checkLength({ min, max }: KeyPolicy['length'], length: number): Result<null> {
  if (length >= min && length <= max) return ok(null);
  return refuseFields({ length: `Enter a length from ${min} to ${max}.` });
}

/** The settings, if the policy allows them. */
function checkByPolicy<T extends { length: number; scopes: string[]; purpose: string | null }>(
  settings: T,
  policy: KeyPolicy,
): Result<T> {
  for (const checked of [
    checkLength(policy.length, settings.length),
    checkScopes(policy, settings.scopes),
    checkPurpose(policy, settings.purpose),
  ]) {
    if (!checked.ok) return checked;
  }
  return ok(settings);
}

/** The refusal of a repeated request. A key learns which one the first request created, because it may revoke it. */
async function refuseRepetition({ kind, workspaceId }: KeyManager, creationToken: string, policy: KeyPolicy) {
  const existing = await db().apiKey.findFirst({
    where: { workspaceId, creationToken },
    select: { id: true, number: true },
  });
  const name = kind === 'apiKey' && existing ? say`The key ${publicKeyId(existing, policy)}` : say`This key`;
  return refuse(
    'ALREADY_CREATED',
    say`${name} was created already, and its secret is shown only once. If you do not have it, revoke the key and create another.`,
  );
}

async function createOnce(
  actor: KeyManager,
  creationToken: string,
  policy: KeyPolicy,
  insert: (tx: Transaction) => Promise<Result<CreatedApiKey>>,
): Promise<Result<CreatedApiKey>> {
  try {
    return await transact(actor, insert);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return refuseRepetition(actor, creationToken, policy);
  }
}

function createByKey(
  actor: ApiKeyActor,
  asked: CreateByKeySettings,
  policy: KeyPolicy,
): Promise<Result<CreatedApiKey>> {
  return createOnce(actor, asked.creationToken, policy, async (tx) => {
    const allowed = await settingsByKey(tx, actor, asked, policy);
    if (!allowed.ok) return allowed;
    const { settings, createdById } = allowed.value;
    return insertKey(tx, { actor, createdById }, settings, policy);
  });
}

/**
 * Creates an API key in the actor's workspace and returns its secrets. They are not shown again. A key can create
 * another one that may do no more than itself.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, EMAIL_NOT_VERIFIED, INVALID_API_KEY if the calling key is no longer valid, or
 * ALREADY_CREATED if the same form or request was sent before. A repeated, doubled or replayed call never creates a
 * second key and never shows a secret again.
 */
export async function createApiKey(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<CreatedApiKey>> {
  if (actor.kind === 'apiKey') {
    const parsed = parse(createApiKeyByKeySchema, input);
    const asked = parsed.ok ? checkByPolicy(parsed.value, policy) : parsed;
    if (!asked.ok) return asked;
    const authorized = authorizeApiKey(actor, 'api-keys/create');
    return authorized.ok ? createByKey(authorized.value, asked.value, policy) : authorized;
  }
  const parsed = parse(createApiKeySchema, input);
  const checked = parsed.ok ? checkByPolicy(parsed.value, policy) : parsed;
  if (!checked.ok) return checked;
  const limits = readLimits(checked.value.limits);
  if (!limits.ok) return limits;
  const settings = { ...checked.value, limits: limits.value };
  const authorized = authorizeInWorkspace(actor, 'api-keys/create', settings.environment);
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const verified = requireVerifiedEmail(member, settings.environment);
  if (!verified.ok) return verified;
  return createOnce(member, settings.creationToken, policy, (tx) =>
    insertKey(tx, { actor: member, createdById: member.userId }, settings, policy),
  );
}
