import type { Environment } from '@/lib/db/generated/enums';
import type { PreparedTransaction, Statement } from '@/lib/db/prepared';
import { type Charge, totalOf } from '@/lib/domain/wallet/charge';
import type { Money } from '@/lib/domain/wallet/money';
import { newId } from '@/lib/ids';

export interface Debit {
  workspaceId: string;
  environment: Environment;
  charges: readonly Charge[];
  at: Date;
}

function debitOf(environment: Environment): Statement {
  const balance = `${environment}_balance`;
  const entries = `${environment}_entries`;
  return {
    name: `debit-${environment}`,
    text: `
      WITH debited AS (
        UPDATE workspaces SET ${balance} = ${balance} - $2, ${entries} = ${entries} + $8
        WHERE id = $1 AND ${balance} >= $2
        RETURNING id, ${balance} AS balance, ${entries} - $8 AS earlier_entries
      ), entered AS (
        INSERT INTO ledger_entries
          (id, workspace_id, environment, number, kind, amount, balance_after, charge_kind, reference, message_id,
            voice_call_id, created_at)
        SELECT entry.id, debited.id, '${environment}', debited.earlier_entries + entry.position, 'charge',
          -entry.amount, debited.balance + $2 - sum(entry.amount) OVER (ORDER BY entry.position),
          entry.charge_kind, entry.reference, CASE entry.charge_kind WHEN 'message' THEN entry.reference END,
          CASE entry.charge_kind WHEN 'voice_call' THEN entry.reference END, $3
        FROM debited, unnest($4::text[], $5::"ChargeKind"[], $6::text[], $7::bigint[])
          WITH ORDINALITY AS entry(id, charge_kind, reference, amount, position)
      )
      SELECT balance, earlier_entries FROM debited`,
  };
}

/** Charges that were made. */
export interface Debited {
  /** After all of them. */
  balance: bigint;
  /** The number of the first one in the ledger. The others follow it in their order. */
  firstNumber: bigint;
}

const DEBIT = { live: debitOf('live'), sandbox: debitOf('sandbox') } satisfies Record<Environment, Statement>;

const READ_BALANCE = {
  name: 'read-balance',
  text: `
    SELECT CASE $2::"Environment" WHEN 'live' THEN live_balance ELSE sandbox_balance END AS amount, currency
    FROM workspaces WHERE id = $1`,
};

/** The balance of a workspace, in the transaction that was to debit it. */
export async function readLockedBalance(
  tx: PreparedTransaction,
  { workspaceId, environment }: Pick<Debit, 'workspaceId' | 'environment'>,
): Promise<Money> {
  const [row] = await tx.query<{ amount: string; currency: string }>(READ_BALANCE, [
    workspaceId,
    environment,
  ]);
  if (!row) throw new Error('A workspace that was locked is gone.');
  return { amount: BigInt(row.amount), currency: row.currency };
}

/**
 * Subtracts charges from a workspace's balance and adds each to its ledger. What they are for is stored before.
 * Returns undefined, with nothing subtracted, if the balance does not cover all of them.
 */
export async function debit(
  tx: PreparedTransaction,
  { workspaceId, environment, charges, at }: Debit,
): Promise<Debited | undefined> {
  // The driver reads a BIGINT as a string.
  const [debited] = await tx.query<{ balance: string; earlier_entries: string }>(DEBIT[environment], [
    workspaceId,
    totalOf(charges),
    at,
    charges.map(() => newId('led')),
    charges.map(({ kind }) => kind),
    charges.map(({ reference }) => reference),
    charges.map(({ amount }) => amount),
    charges.length,
  ]);
  return debited && { balance: BigInt(debited.balance), firstNumber: BigInt(debited.earlier_entries) + 1n };
}
