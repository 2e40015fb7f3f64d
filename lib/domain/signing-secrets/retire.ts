import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { parse } from '@/lib/domain/parse';
import { retireSigningSecretSchema } from '@/lib/domain/signing-secrets/schema';
import { ok, type Result } from '@/lib/errors';

/**
 * Ends the old signing secret of a key: signatures made with it are refused from the next call on. Retiring one that has
 * ended changes nothing. Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, or CONFLICT if the key is revoked.
 */
export async function retireSigningSecret(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(retireSigningSecretSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, signingSecretId } = parsed.value;
  return changeKey(actor, 'signing-secrets/retire', keyId, async ({ tx }) => {
    const { count } = await tx.oldSigningSecret.deleteMany({
      where: { id: signingSecretId, apiKeyId: keyId },
    });
    return ok(count > 0 ? { action: 'api_key.retire_signing_secret', detail: { signingSecretId } } : null);
  });
}
