import { db, type Transaction } from '@/lib/db/client';

type Hash = Buffer<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** A secret of a key that somebody reported: one that calls carry, or one that signs them. */
export interface KnownSecret {
  /** In hexadecimal digits. */
  hash: string;
  apiKeyId: string;
  kind: { secretId: string } | { signingHash: Uint8Array<ArrayBuffer> };
}

const toHex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');

/**
 * The secrets with these hashes: current, old, retired, or of a key that is revoked. They are in the order of the code units of
 * the ids of their keys, so that transactions that lock these cannot wait for each other.
 */
export async function findKnown(
  hashes: Hash[],
  tx: Transaction | ReturnType<typeof db> = db(),
): Promise<KnownSecret[]> {
  const where = { hash: { in: hashes } };
  const secrets = await tx.apiKeySecret.findMany({ where, select: { id: true, hash: true, apiKeyId: true } });
  const signing = await tx.signingSecretHash.findMany({ where, select: { hash: true, apiKeyId: true } });
  const known = [
    ...secrets.map(({ id, hash, apiKeyId }) => ({ hash: toHex(hash), apiKeyId, kind: { secretId: id } })),
    ...signing.map(({ hash, apiKeyId }) => ({ hash: toHex(hash), apiKeyId, kind: { signingHash: hash } })),
  ];
  return known.sort(
    (one, other) => Number(one.apiKeyId > other.apiKeyId) - Number(one.apiKeyId < other.apiKeyId),
  );
}
