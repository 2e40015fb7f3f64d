import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor, MemberActor } from '@/lib/domain/actor';
import { FULL_ACCESS, type KeyPolicy } from '@/lib/domain/api-keys/policy';
import { createApiKeySchema } from '@/lib/domain/api-keys/schema';
import { generateSecret, hashSecret, maskSecret } from '@/lib/domain/api-keys/secret';
import { type ApiKeyView, toView, viewColumns } from '@/lib/domain/api-keys/view';
import { recordAudit } from '@/lib/domain/audit/record';
import { parse } from '@/lib/domain/parse';
import { mayManageKeys } from '@/lib/domain/permissions';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

export interface CreatedApiKey {
  key: ApiKeyView;
  /** Shown to its maker once; only its hash is kept. */
  secret: string;
}

/** The actor, if it may create keys of the environment. Nobody but a signed-in member ever may. */
function authorize(actor: Actor, environment: 'live' | 'sandbox'): Result<MemberActor> {
  if (actor.kind !== 'member' || !mayManageKeys(actor, environment)) {
    return refuse(
      'FORBIDDEN',
      `Your role may not create ${environment} keys. Ask an admin of the workspace.`,
    );
  }
  if (environment === 'live' && !actor.emailVerified) {
    return refuse('EMAIL_NOT_VERIFIED', 'Confirm your e-mail address first: live keys need it.');
  }
  return ok(actor);
}

function checkAgainst(policy: KeyPolicy, input: { length: number; scopes: string[] }): Result<null> {
  const { min, max } = policy.length;
  const fields: Record<string, string> = {};
  if (input.length < min || input.length > max) fields.length = `Enter a length from ${min} to ${max}.`;
  const known = new Set([FULL_ACCESS, ...policy.scopes.map((scope) => scope.name)]);
  const unknown = input.scopes.find((scope) => !known.has(scope));
  if (unknown !== undefined) fields.scopes = `There is no scope ${unknown}.`;
  if (Object.keys(fields).length === 0) return ok(null);
  return refuse('INVALID_REQUEST', 'Some of the input is not valid.', { fields });
}

/**
 * Creates an API key in the actor's workspace and returns its secret, this once.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, EMAIL_NOT_VERIFIED, or ALREADY_CREATED when the same form was
 * sent before: a repeated, doubled or replayed call never makes a second key nor shows a secret again.
 */
export async function createApiKey(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<CreatedApiKey>> {
  const parsed = parse(createApiKeySchema, input);
  if (!parsed.ok) return parsed;
  const { label, environment, length, scopes, creationToken } = parsed.value;
  const checked = checkAgainst(policy, parsed.value);
  if (!checked.ok) return checked;
  const authorized = authorize(actor, environment);
  if (!authorized.ok) return authorized;
  const member = authorized.value;

  const secret = generateSecret(policy, environment, length);
  try {
    const row = await db().$transaction(async (tx) => {
      const created = await tx.apiKey.create({
        data: {
          id: newId('key'),
          workspaceId: member.workspaceId,
          environment,
          label,
          secrets: {
            create: {
              id: newId('sec'),
              hash: hashSecret(secret),
              masked: maskSecret(secret),
              createdAt: now(),
            },
          },
          scopes,
          creationToken,
          createdById: member.userId,
          createdAt: now(),
        },
        select: viewColumns,
      });
      await recordAudit(tx, member, {
        action: 'api_key.create',
        targetId: created.id,
        detail: { label, environment, scopes, length },
      });
      return created;
    });
    return ok({ key: toView(row), secret });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return refuse(
      'ALREADY_CREATED',
      'This key was created already, and its secret is shown only once. If you do not have it, revoke the key and create another.',
    );
  }
}
