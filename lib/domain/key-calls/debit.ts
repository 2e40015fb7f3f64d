import type { Environment } from '@/lib/db/generated/enums';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { Statement } from '@/lib/db/prepared-query';
import type { SpendingSums } from '@/lib/domain/key-calls/spending-limits';
import { type Charge, totalOf } from '@/lib/domain/wallet/charge';
import type { Money } from '@/lib/domain/wallet/money';
import { newId } from '@/lib/ids';

export interface Debit {
  workspaceId: string;
  environment: Environment;
  charges: readonly Charge[];
  /** When they were charged. `unspend` finds the day by it. */
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
      ), spent AS (
        INSERT INTO api_key_spend AS today (api_key_id, day, amount) VALUES ($9, $10::date, $2)
        ON CONFLICT (api_key_id, day) DO UPDATE SET amount = today.amount + excluded.amount
        RETURNING amount AS day, amount + COALESCE((
          SELECT sum(other.amount) FROM api_key_spend AS other
          WHERE other.api_key_id = today.api_key_id AND other.day <> today.day
            AND other.day >= date_trunc('month', today.day)
            AND other.day < date_trunc('month', today.day) + interval '1 month'
        ), 0)::bigint AS month
      )
      SELECT spent.day, spent.month, debited.balance, debited.earlier_entries FROM spent LEFT JOIN debited ON true`,
  };
}

const DEBIT = { live: debitOf('live'), sandbox: debitOf('sandbox') } satisfies Record<Environment, Statement>;

/** The driver reads a BIGINT as a string. */
interface Row {
  day: string;
  month: string;
  balance: string | null;
  earlier_entries: string | null;
}

/** Charges that were made. */
export interface Debited {
  /** After all of them. */
  balance: bigint;
  /** The number of the first one in the ledger. The others follow it in their order. */
  firstNumber: bigint;
}

/** What a key has spent with the charges, and the charges; undefined if the balance does not cover them. */
export interface Debiting {
  spent: SpendingSums;
  debited: Debited | undefined;
}

/**
 * Adds charges to the spending of a key (UTC), also without a limit, so that a limit that is set later includes it.
 * Subtracts them from the workspace's balance, and adds each to its ledger. What they are for is stored before. If the
 * balance does not cover all of them, the transaction must be rolled back.
 */
export async function debitForKey(
  tx: PreparedTransaction,
  keyId: string,
  { workspaceId, environment, charges, at }: Debit,
): Promise<Debiting> {
  const [row] = await tx.query<Row>(DEBIT[environment], [
    workspaceId,
    totalOf(charges),
    at,
    charges.map(() => newId('led')),
    charges.map(({ kind }) => kind),
    charges.map(({ reference }) => reference),
    charges.map(({ amount }) => amount),
    charges.length,
    keyId,
    at.toISOString().slice(0, 10),
  ]);
  if (!row) throw new Error('The spending of a key was not recorded.');
  const { day, month, balance, earlier_entries } = row;
  const isDebited = balance !== null && earlier_entries !== null;
  return {
    spent: { day: BigInt(day), month: BigInt(month) },
    debited: isDebited ? { balance: BigInt(balance), firstNumber: BigInt(earlier_entries) + 1n } : undefined,
  };
}

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
