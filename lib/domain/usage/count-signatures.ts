import type { PreparedTransaction } from '@/lib/db/prepared';

/** Which signing secret signed a call while signatures of an old one were accepted, too. */
export interface UseSignature {
  /** The id of the old signing secret. */
  oldId: string;
  isByOld: boolean;
}

/** How many calls a signing secret signed while signatures of an old one were accepted, too. */
export interface SignatureCount extends UseSignature {
  calls: number;
  /** The last one. */
  at: Date;
}

/** Locks the rows in one order, as the other statements do. */
const COUNT_SIGNATURES = {
  name: 'count-signatures',
  text: `
    UPDATE old_signing_secrets AS old SET
      old_calls = old.old_calls + use.old_calls, old_used_at = GREATEST(old.old_used_at, use.old_used_at),
      new_calls = old.new_calls + use.new_calls, new_used_at = GREATEST(old.new_used_at, use.new_used_at)
    FROM (
      SELECT signed."oldId" AS id,
        COALESCE(sum(signed.calls) FILTER (WHERE signed."isByOld"), 0) AS old_calls,
        max(signed.at) FILTER (WHERE signed."isByOld") AS old_used_at,
        COALESCE(sum(signed.calls) FILTER (WHERE NOT signed."isByOld"), 0) AS new_calls,
        max(signed.at) FILTER (WHERE NOT signed."isByOld") AS new_used_at
      FROM jsonb_to_recordset($1::jsonb) AS signed("oldId" text, "isByOld" boolean, calls int, at timestamptz)
      GROUP BY 1
    ) AS use, (
      SELECT id FROM old_signing_secrets
      WHERE id IN (SELECT "oldId" FROM jsonb_to_recordset($1::jsonb) AS signed("oldId" text))
      ORDER BY id FOR NO KEY UPDATE
    ) AS locked
    WHERE old.id = use.id AND old.id = locked.id`,
};

/** Adds to the counts of calls by signing secret. The caller does not wait. */
export function countSignatures(tx: PreparedTransaction, counts: readonly SignatureCount[]): void {
  if (counts.length > 0) tx.run(COUNT_SIGNATURES, [JSON.stringify(counts)]);
}
