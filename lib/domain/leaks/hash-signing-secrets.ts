import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import type { ApiKey } from '@/lib/db/generated/client';
import { hashSecret } from '@/lib/domain/key-secrets/secret';
import { openSigningSecret } from '@/lib/domain/key-secrets/signing-secret';

const BATCH = 200;

type Unknown = Pick<ApiKey, 'id'> & { sealed: Uint8Array<ArrayBuffer> };

/**
 * Hashes up to 200 signing secrets that cannot be recognized yet, and returns how many. They are sealed, and only a hash can
 * be looked up.
 */
export async function hashSigningSecrets(): Promise<number> {
  const found = await db().$queryRaw<Unknown[]>`
    SELECT id, sealed FROM (
      SELECT id, sealed_signing_secret AS sealed FROM api_keys WHERE sealed_signing_secret IS NOT NULL
      UNION ALL SELECT api_key_id, sealed FROM old_signing_secrets
    ) AS k
    WHERE NOT EXISTS (
      SELECT FROM signing_secret_hashes h WHERE h.api_key_id = k.id AND h.sealed_hash = sha256(k.sealed)
    ) LIMIT ${BATCH}`;
  await db().signingSecretHash.createMany({
    data: found.map(({ id, sealed }) => ({
      hash: hashSecret(openSigningSecret(sealed)),
      apiKeyId: id,
      sealedHash: sha256(sealed),
    })),
    skipDuplicates: true,
  });
  return found.length;
}
