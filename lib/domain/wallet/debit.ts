import type { Environment } from '@/lib/db/generated/enums';
import type { PreparedTransaction, Statement } from '@/lib/db/prepared';
import { newId } from '@/lib/ids';

export interface Debit {
  workspaceId: string;
  environment: Environment;
  /** What each message costs; the messages are stored already. */
  charges: readonly { messageId: string; amount: bigint }[];
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
      INSERT INTO ledger_entries (id, workspace_id, environment, kind, amount, message_id, created_at)
      SELECT entry.id, debited.id, '${environment}', 'message', -entry.amount, entry.message_id, $3
      FROM debited, unnest($4::text[], $5::text[], $6::bigint[]) AS entry(id, message_id, amount)
      RETURNING id`,
  };
}

const DEBIT = { live: debitOf('live'), sandbox: debitOf('sandbox') } satisfies Record<Environment, Statement>;

/**
 * Takes the charges out of a workspace's balance and books each in its ledger.
 * Returns false, having taken nothing, when the balance does not cover them all.
 */
export async function debit(
  tx: PreparedTransaction,
  { workspaceId, environment, charges, at }: Debit,
): Promise<boolean> {
  const total = charges.reduce((sum, { amount }) => sum + amount, 0n);
  const entries = await tx.query(DEBIT[environment], [
    workspaceId,
    total,
    at,
    charges.map(() => newId('led')),
    charges.map(({ messageId }) => messageId),
    charges.map(({ amount }) => amount),
  ]);
  return entries.length > 0;
}
