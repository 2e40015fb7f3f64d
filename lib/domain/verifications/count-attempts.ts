import { now } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { MAX_ATTEMPTS } from '@/lib/domain/verifications/code';

/** Which codes are checked: that of one verification, or the open ones of a recipient. */
export type CheckTarget =
  | { id: string }
  /** @property purpose undefined: any */
  | { recipient: string; purpose: string | undefined };

/** A verification whose code is checked. */
export interface CheckedVerification {
  id: string;
  /** Null if no code is correct any more: it was used, has expired, was replaced, or all attempts are used. */
  codeHash: Buffer | null;
}

/** The row stays locked until the transaction ends, so parallel checks are counted one after another. */
const COUNT = `
  UPDATE verifications SET attempts = attempts + 1
  WHERE id IN (SELECT id FROM target) AND verified_at IS NULL AND replaced_at IS NULL
    AND attempts < ${MAX_ATTEMPTS} AND expires_at > $3
  RETURNING id, code_hash`;

const countIn = (target: string) => `
  WITH target AS (
    SELECT id FROM verifications WHERE workspace_id = $1 AND environment = $2 AND ${target}
  ), counted AS (${COUNT})
  SELECT target.id, counted.code_hash FROM target LEFT JOIN counted ON counted.id = target.id`;

const COUNT_BY_ID = { name: 'count-attempt-by-id', text: countIn('id = $4') };

const COUNT_BY_RECIPIENT = {
  name: 'count-attempt-by-recipient',
  text: countIn(`
    recipient = $4 AND ($5::text IS NULL OR purpose = $5) AND verified_at IS NULL AND replaced_at IS NULL`),
};

/**
 * Counts an attempt on each verification that a check is about, in the transaction that decides about the code. A recipient
 * has one for each purpose. There can be none in the key's workspace and environment.
 */
export async function countAttempts(
  tx: PreparedTransaction,
  { workspaceId, environment }: ApiKeyActor,
  target: CheckTarget,
): Promise<CheckedVerification[]> {
  const scope = [workspaceId, environment, now()];
  const rows =
    'id' in target
      ? tx.query<{ id: string; code_hash: Buffer | null }>(COUNT_BY_ID, [...scope, target.id])
      : tx.query<{ id: string; code_hash: Buffer | null }>(COUNT_BY_RECIPIENT, [
          ...scope,
          target.recipient,
          target.purpose ?? null,
        ]);
  return (await rows).map(({ id, code_hash }) => ({ id, codeHash: code_hash }));
}

const MARK_VERIFIED = {
  name: 'mark-verified',
  text: 'UPDATE verifications SET verified_at = $3 WHERE id = $1 AND workspace_id = $2',
};

/** Records that the correct code was checked. It cannot be used again. */
export function markVerified(tx: PreparedTransaction, { workspaceId }: ApiKeyActor, id: string): void {
  tx.run(MARK_VERIFIED, [id, workspaceId, now()]);
}
