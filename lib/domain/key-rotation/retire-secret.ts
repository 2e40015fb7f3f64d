import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { retireRow } from '@/lib/domain/key-rotation/retire-row';
import { retireSecretSchema } from '@/lib/domain/key-rotation/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/**
 * Retires the old secret of a rotating key: the next request with it is refused. Retiring it again changes nothing.
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, or CONFLICT for the current secret.
 */
export async function retireSecret(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(retireSecretSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, secretId } = parsed.value;
  return changeKey(actor, 'key-rotation/retire-secret', keyId, async ({ tx }) => {
    const secret = await tx.apiKeySecret.findFirst({
      where: { id: secretId, apiKeyId: keyId },
      select: { id: true, apiKeyId: true, masked: true, replacedAt: true, retiredAt: true },
    });
    if (!secret) return refuse('NOT_FOUND', say`This key has no such secret.`);
    if (!secret.replacedAt) {
      return refuse('CONFLICT', say`This is the current secret. Rotate the key, or revoke it.`);
    }
    if (secret.retiredAt) return ok(null);
    return ok(await retireRow(tx, secret));
  });
}
