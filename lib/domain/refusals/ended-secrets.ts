import { now } from '@/lib/clock';
import { queryPrepared } from '@/lib/db/prepared';

/** A secret that no longer works. */
export interface EndedSecret {
  secretId: string;
  keyId: string;
  /** The part that pages may show. */
  maskedSecret: string;
  /** The key was revoked, or only this secret of it ended. */
  cause: 'revoked' | 'replaced';
}

interface Row {
  hash: string;
  secret_id: string;
  key_id: string;
  masked: string;
  is_revoked: boolean;
}

const FIND_ENDED_SECRETS = {
  name: 'find-ended-secrets',
  text: `
    SELECT encode(s.hash, 'hex') AS hash, s.id AS secret_id, k.id AS key_id, s.masked,
      k.revoked_at IS NOT NULL AS is_revoked
    FROM api_key_secrets s
    JOIN api_keys k ON k.id = s.api_key_id
    JOIN workspaces w ON w.id = k.workspace_id
    WHERE s.hash = ANY($1::bytea[]) AND w.closed_at IS NULL
      AND (k.revoked_at IS NOT NULL OR s.retired_at IS NOT NULL OR s.ends_at <= $2::timestamptz)`,
};

/** Those of the secrets with these hashes (in hex) that worked once, by hash. Unknown ones and those that work are left out. */
export async function findEndedSecrets(hashes: readonly string[]): Promise<Map<string, EndedSecret>> {
  const rows = await queryPrepared<Row>(FIND_ENDED_SECRETS, [
    hashes.map((hash) => Buffer.from(hash, 'hex')),
    now(),
  ]);
  return new Map(
    rows.map((row) => [
      row.hash,
      {
        secretId: row.secret_id,
        keyId: row.key_id,
        maskedSecret: row.masked,
        cause: row.is_revoked ? 'revoked' : 'replaced',
      },
    ]),
  );
}
