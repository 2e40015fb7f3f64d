import { MINUTE } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';

/** Clocks of several servers differ; a nonce is remembered for as much longer. */
const MARGIN = MINUTE;

interface Nonce {
  keyId: string;
  hash: string;
  expiresAt: Date;
}

/** Those of the nonces that were new. */
async function insert(nonces: Nonce[]): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ place: string }[]>`
    INSERT INTO signature_nonces (api_key_id, nonce, expires_at)
    SELECT key_id, decode(hash, 'hex'), expires_at FROM unnest(
      ${nonces.map(({ keyId }) => keyId)}::text[],
      ${nonces.map(({ hash }) => hash)}::text[],
      ${nonces.map(({ expiresAt }) => expiresAt)}::timestamptz[]
    ) AS nonce(key_id, hash, expires_at)
    ORDER BY key_id, hash
    ON CONFLICT DO NOTHING
    RETURNING api_key_id || ' ' || encode(nonce, 'hex') AS place`;
  return new Set(rows.map(({ place }) => place));
}

let gathering: { nonces: Map<string, Nonce>; inserted: Promise<Set<string>> } | undefined;

function startGathering() {
  const nonces = new Map<string, Nonce>();
  const inserted = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
    gathering = undefined;
    return insert([...nonces.values()]);
  });
  return { nonces, inserted };
}

/**
 * Uses up a nonce of a key: true the first time, and never again until `expiresAt`, in whichever process.
 * Nonces that arrive in one turn of the event loop are written by one statement.
 */
export async function takeNonce(keyId: string, nonce: string, expiresAt: Date): Promise<boolean> {
  const hash = sha256(nonce).toString('hex');
  const place = `${keyId} ${hash}`;
  gathering ??= startGathering();
  const { nonces, inserted } = gathering;
  const isFirst = !nonces.has(place);
  if (isFirst) nonces.set(place, { keyId, hash, expiresAt: new Date(expiresAt.getTime() + MARGIN) });
  return (await inserted).has(place) && isFirst;
}
