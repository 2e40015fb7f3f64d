import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { apiKeyStatus } from '@/lib/domain/api-keys/status';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import { overlappingSecret } from '@/lib/domain/api-keys/view';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { overlapEnd } from '@/lib/domain/key-rotation/overlap';
import { rotateApiKeySchema } from '@/lib/domain/key-rotation/schema';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { newSecretRow } from '@/lib/domain/key-secrets/secret-row';
import { parse } from '@/lib/domain/parse';
import { recordKeyEvent } from '@/lib/domain/webhook-events/record-key-event';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

export interface RotatedApiKey {
  key: ApiKeyDetails;
  /** Shown once. Only its hash is stored. */
  secret: string;
}

/**
 * Gives a key a new secret. The old one keeps working for the overlap, but not longer than the key. Id, settings and
 * history stay. If the key is already rotating and nobody has used the new secret, that secret counts as lost: it is
 * retired, and the old one keeps working next to another new one.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, EMAIL_NOT_VERIFIED, CONFLICT if the key is revoked, expired or
 * has two secrets in use, or ALREADY_CREATED if it was rotated since the page was shown. A repeated, doubled or
 * replayed call never creates or shows a second secret.
 */
export async function rotateApiKey(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<RotatedApiKey>> {
  const parsed = parse(rotateApiKeySchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, secretId, overlap } = parsed.value;
  let secret = '';
  const changed = await changeKey(actor, 'key-rotation/rotate', keyId, async ({ key, actor: own, tx }) => {
    const verified = requireVerifiedEmail(own, key.environment);
    if (!verified.ok) return verified;
    const at = now();
    const current = key.secrets.find((kept) => !kept.replacedAt);
    if (current?.id !== secretId) {
      return refuse(
        'ALREADY_CREATED',
        say`This key was rotated already, and its new secret is shown only once. If you do not have it, load this page again and rotate once more.`,
      );
    }
    if (apiKeyStatus(key, at) === 'expired') {
      return refuse('CONFLICT', say`This key has expired. Change its expiry first.`);
    }
    const overlapping = overlappingSecret(key.secrets, at);
    if (overlapping && current.lastUse) {
      return refuse('CONFLICT', say`Both secrets of this key are in use. Retire the old one first.`);
    }

    const old = overlapping ?? current;
    const endsAt = overlapEnd(overlap, at, key.expiresAt);
    // Only the current secret can be shown again.
    const end = {
      replacedAt: old.replacedAt ?? at,
      endsAt,
      endsAtFirstUse: overlap === 'firstUse',
      retiredAt: overlap === 'now' ? at : null,
      sealed: null,
    };
    const others = { apiKeyId: keyId, id: { not: old.id } };
    await tx.apiKeySecret.updateMany({ where: { ...others, retiredAt: null }, data: { retiredAt: at } });
    await tx.apiKeySecret.updateMany({
      where: { ...others, replacedAt: null },
      data: { replacedAt: at, endsAt: at, sealed: null },
    });
    await tx.apiKeySecret.update({ where: { id: old.id }, data: end, select: { id: true } });

    secret = generateSecret(policy, key.environment, key.secretLength, key.number);
    const next = newSecretRow(policy, secret, at);
    await tx.apiKeySecret.create({ data: { ...next, apiKeyId: keyId }, select: { id: true } });
    await recordKeyEvent(
      tx,
      'api_key.rotated',
      { ...key, workspaceId: own.workspaceId },
      { oldSecretEndsAt: overlap === 'now' ? at : endsAt },
    );
    return ok({
      action: 'api_key.rotate',
      detail: { overlap, oldSecretId: old.id, newSecretId: next.id, endsAt: endsAt?.toISOString() ?? null },
    });
  });
  return changed.ok ? ok({ key: changed.value, secret }) : changed;
}
