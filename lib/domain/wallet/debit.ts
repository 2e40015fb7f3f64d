import type { Environment } from '@/lib/db/generated/enums';
import type { PreparedTransaction, Statement } from '@/lib/db/prepared';
import { type Charge, totalOf } from '@/lib/domain/wallet/charge';
import { newId } from '@/lib/ids';

export interface Debit {
  workspaceId: string;
  environment: Environment;
  charges: readonly Charge[];
  at: Date;
}

function debitOf(environment: Environment): Statement {
  const balance = `${environment}_balance`;
  return {
    name: `debit-${environment}`,
    text: `
      WITH debited AS (
        UPDATE workspaces SET ${balance} = ${balance} - $2 WHERE id = $1 AND ${balance} >= $2 RETURNING id
      )
      INSERT INTO ledger_entries
        (id, workspace_id, environment, kind, amount, charge_kind, reference, message_id, created_at)
      SELECT entry.id, debited.id, '${environment}', 'charge', -entry.amount, entry.charge_kind, entry.reference,
        CASE entry.charge_kind WHEN 'message' THEN entry.reference END, $3
      FROM debited, unnest($4::text[], $5::"ChargeKind"[], $6::text[], $7::bigint[])
        AS entry(id, charge_kind, reference, amount)
      RETURNING id`,
  };
}

const DEBIT = { live: debitOf('live'), sandbox: debitOf('sandbox') } satisfies Record<Environment, Statement>;

/**
 * Subtracts charges from a workspace's balance and adds each to its ledger. What they are for is stored before.
 * Returns false and subtracts nothing if the balance does not cover all of them.
 */
export async function debit(
  tx: PreparedTransaction,
  { workspaceId, environment, charges, at }: Debit,
): Promise<boolean> {
  const entries = await tx.query(DEBIT[environment], [
    workspaceId,
    totalOf(charges),
    at,
    charges.map(() => newId('led')),
    charges.map(({ kind }) => kind),
    charges.map(({ reference }) => reference),
    charges.map(({ amount }) => amount),
  ]);
  return entries.length > 0;
}
