import { MINUTE } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { inBatches } from '@/lib/db/batches';
import { writePrepared } from '@/lib/db/prepared';

/** Clocks of several servers differ, so nonces are remembered this much longer. */
const MARGIN = MINUTE;

interface Nonce {
  keyId: string;
  hash: string;
  expiresAt: Date;
}

const mapKeyOf = ({ keyId, hash }: Nonce) => `${keyId} ${hash}`;

const INSERT_NONCES = {
  name: 'insert-nonces',
  text: `
    INSERT INTO signature_nonces (api_key_id, nonce, expires_at)
    SELECT key_id, decode(hash, 'hex'), expires_at
    FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS nonce(key_id, hash, expires_at)
    ORDER BY key_id, hash
    ON CONFLICT DO NOTHING
    RETURNING api_key_id || ' ' || encode(nonce, 'hex') AS map_key`,
};

/** Writes nonces and returns, in the same order, whether each was new. */
async function insert(nonces: readonly Nonce[]): Promise<boolean[]> {
  const rows = await writePrepared<{ map_key: string }>(INSERT_NONCES, [
    nonces.map(({ keyId }) => keyId),
    nonces.map(({ hash }) => hash),
    nonces.map(({ expiresAt }) => expiresAt),
  ]);
  const unclaimed = new Set(rows.map(({ map_key }) => map_key));
  // If a batch has the same nonce twice, only the first is new.
  return nonces.map((nonce) => unclaimed.delete(mapKeyOf(nonce)));
}

const insertOne = inBatches(insert);

/**
 * Marks a nonce of a key as used. True only the first time until `expiresAt`, for all processes together. Nonces that
 * arrive in the same turn of the event loop are written in one statement.
 */
export async function takeNonce(keyId: string, nonce: string, expiresAt: Date): Promise<boolean> {
  const kept = new Date(expiresAt.getTime() + MARGIN);
  return insertOne({ keyId, hash: sha256(nonce).toString('hex'), expiresAt: kept });
}
