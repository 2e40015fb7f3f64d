import { Prisma } from '@/lib/db/generated/client';

/**
 * The condition for keys with a secret that was reported as leaked and has not ended, for rows of `api_keys AS key`. It agrees
 * with `listLeaks`.
 */
export function isLeaked(at: Date): Prisma.Sql {
  return Prisma.sql`key.revoked_at IS NULL AND EXISTS (
    SELECT 1 FROM key_leaks AS leak
    LEFT JOIN api_key_secrets AS secret ON secret.id = leak.secret_id
    LEFT JOIN signing_secret_hashes AS signing ON signing.hash = leak.signing_hash
    WHERE leak.api_key_id = key.id AND leak.workspace_id = key.workspace_id AND (
      (secret.id IS NOT NULL AND secret.retired_at IS NULL
        AND (secret.ends_at IS NULL OR secret.ends_at > ${at}::timestamptz))
      OR signing.sealed_hash = sha256(key.sealed_signing_secret)
      OR EXISTS (
        SELECT 1 FROM old_signing_secrets AS old WHERE old.api_key_id = key.id
          AND sha256(old.sealed) = signing.sealed_hash AND (old.ends_at IS NULL OR old.ends_at > ${at}::timestamptz))))`;
}
