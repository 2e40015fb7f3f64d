import { now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { overlapEnd } from '@/lib/domain/key-rotation/overlap';
import { isWorking } from '@/lib/domain/key-secrets/old-signing-secret';
import {
  generateSigningSecret,
  sealSigningSecret,
  signingSecretVersion,
} from '@/lib/domain/key-secrets/signing-secret';
import { replaceSigningSecretSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { say } from '@/lib/say';

export interface ReplacedSigningSecret {
  key: ApiKeyDetails;
  /** Shown once. */
  signingSecret: string;
}

/**
 * Replaces the signing secret of a key. Signatures made with the old one are accepted for the overlap, but not longer than
 * the key works. If both are accepted already and nobody has used the new one, that one counts as lost: another takes its
 * place, and the old one stays.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, EMAIL_NOT_VERIFIED, CONFLICT, also if both are in use, or
 * ALREADY_CREATED if the secret was replaced since the page was shown. A repeated, doubled or replayed call never creates
 * or shows a second one.
 */
export async function replaceSigningSecret(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<ReplacedSigningSecret>> {
  const parsed = parse(replaceSigningSecretSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, version, overlap } = parsed.value;
  const signingSecret = generateSigningSecret(policy);
  const changed = await changeKey(
    actor,
    'key-settings/replace-signing-secret',
    keyId,
    async ({ key, actor: own, tx }) => {
      const verified = requireVerifiedEmail(own, key.environment);
      if (!verified.ok) return verified;
      if (!key.sealedSigningSecret) {
        return refuse('CONFLICT', say`This key has no signing secret yet. Require HMAC signatures first.`);
      }
      if (signingSecretVersion(key.sealedSigningSecret) !== version) {
        return refuse(
          'ALREADY_CREATED',
          'The signing secret was replaced already, and is shown only once. If you do not have it, load this page again and replace it once more.',
        );
      }
      const at = now();
      const stored = await tx.oldSigningSecret.findUnique({ where: { apiKeyId: keyId } });
      const old = stored && isWorking(stored, at) ? stored : null;
      if (old?.newUsedAt) {
        return refuse('CONFLICT', 'Both signing secrets are in use. Retire the old one first.');
      }
      const endsAt = overlapEnd(overlap, at, key.expiresAt);
      const sealed = sealSigningSecret(signingSecret);
      await tx.oldSigningSecret.deleteMany({ where: { apiKeyId: keyId } });
      if (overlap !== 'now') {
        await tx.oldSigningSecret.create({
          data: {
            id: newId('sgs'),
            apiKeyId: keyId,
            sealed: old?.sealed ?? key.sealedSigningSecret,
            replacedAt: old?.replacedAt ?? at,
            endsAt,
            endsAtFirstUse: overlap === 'firstUse',
            oldCalls: old?.oldCalls ?? 0,
            oldUsedAt: old?.oldUsedAt ?? null,
            successorHash: sha256(sealed),
          },
          select: { id: true },
        });
      }
      const data = { sealedSigningSecret: sealed };
      const detail = { overlap, endsAt: endsAt?.toISOString() ?? null };
      return ok({ action: 'api_key.replace_signing_secret', data, detail });
    },
  );
  return changed.ok ? ok({ key: changed.value, signingSecret }) : changed;
}
