import { MINUTE } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { inBatches } from '@/lib/db/batches';
import { writePrepared } from '@/lib/db/prepared';
import { refuse } from '@/lib/errors';

/** Clocks of several servers differ, so nonces are remembered this much longer. */
const MARGIN = MINUTE;

/** The nonce of a signed call. A key accepts it once. */
export interface SignedNonce {
  keyId: string;
  /** SHA-256, in hexadecimal digits. */
  hash: string;
  /** How long it is remembered. */
  keptUntil: Date;
  /** Whether a transaction has written it. It is used if that commits. */
  isWritten: boolean;
}

/** @param expiresAt when the signature is no longer accepted */
export function signedNonce(keyId: string, nonce: string, expiresAt: Date): SignedNonce {
  return {
    keyId,
    hash: sha256(nonce).toString('hex'),
    keptUntil: new Date(expiresAt.getTime() + MARGIN),
    isWritten: false,
  };
}

const mapKeyOf = ({ keyId, hash }: SignedNonce) => `${keyId} ${hash}`;

/**
 * SQL that locks a nonce until the end of the transaction. It is false if another transaction has the lock. Without it, a
 * statement would wait for that transaction, and so would all calls whose nonces it writes.
 * @param keyId SQL for the id of the key
 * @param hash SQL for the hash of the nonce
 */
export const lockNonce = (keyId: string, hash: string) =>
  `pg_try_advisory_xact_lock(hashtextextended(${keyId} || ' ' || ${hash}, 0))`;

const INSERT_NONCES = {
  name: 'insert-nonces',
  text: `
    INSERT INTO signature_nonces (api_key_id, nonce, expires_at)
    SELECT key_id, decode(hash, 'hex'), expires_at
    FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS nonce(key_id, hash, expires_at)
    WHERE ${lockNonce('key_id', 'hash')}
    ORDER BY key_id, hash
    ON CONFLICT DO NOTHING
    RETURNING api_key_id || ' ' || encode(nonce, 'hex') AS map_key`,
};

/** Writes nonces and returns, in the same order, whether each was new. */
async function insert(nonces: readonly SignedNonce[]): Promise<boolean[]> {
  const rows = await writePrepared<{ map_key: string }>(INSERT_NONCES, [
    nonces.map(({ keyId }) => keyId),
    nonces.map(({ hash }) => hash),
    nonces.map(({ keptUntil }) => keptUntil),
  ]);
  const unclaimed = new Set(rows.map(({ map_key }) => map_key));
  // If a batch has the same nonce twice, only the first is new.
  return nonces.map((nonce) => unclaimed.delete(mapKeyOf(nonce)));
}

/**
 * Marks a nonce as used. True only the first time, for all processes together, and only if no transaction is about to
 * use it. Nonces that arrive while a statement waits to begin are written together.
 */
export const takeNonce: (nonce: SignedNonce) => Promise<boolean> = inBatches(insert);

export function refuseReusedNonce() {
  return refuse(
    'NONCE_REUSED',
    'This signed request was sent before. Sign each request again, with a new nonce.',
  );
}
