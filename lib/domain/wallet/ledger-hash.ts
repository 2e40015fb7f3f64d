import { createHash } from 'node:crypto';
import { Connection } from '@/lib/db/connection';

const ROWS_AT_ONCE = 10_000;

/**
 * The parts of an entry and of a workspace in an order and a form that do not depend on the settings of the server. No
 * index has this order: PostgreSQL sorts the whole ledger, a large one in temporary files.
 */
const ENTRIES = `
  SELECT json_build_array(workspace_id, environment, number, id, kind, amount::text, balance_after::text, charge_kind,
    reference, payment_id, floor(extract(epoch FROM created_at) * 1000)::text)::text AS line
  FROM ledger_entries ORDER BY workspace_id COLLATE "C", environment, number`;
const BALANCES = `
  SELECT json_build_array(id, currency, live_balance::text, sandbox_balance::text)::text AS line
  FROM workspaces ORDER BY id COLLATE "C"`;

/** Entries are counted from 1, so a missing one shows. */
const FAULTS = `
  SELECT id AS "workspaceId", environment, balance::text, ledger::text, entries, newest
  FROM (
    SELECT w.id, b.environment, b.balance, coalesce(l.ledger, 0) AS ledger, coalesce(l.entries, 0)::int AS entries,
      coalesce(l.newest, 0)::int AS newest
    FROM workspaces w
    CROSS JOIN LATERAL (VALUES ('live'::"Environment", w.live_balance), ('sandbox', w.sandbox_balance))
      AS b (environment, balance)
    LEFT JOIN (
      SELECT workspace_id, environment, sum(amount) AS ledger, count(*) AS entries, max(number) AS newest
      FROM ledger_entries GROUP BY workspace_id, environment
    ) AS l ON l.workspace_id = w.id AND l.environment = b.environment
  ) AS money
  WHERE balance <> ledger OR entries <> newest ORDER BY id COLLATE "C", environment`;

/** A balance that its entries do not explain. Amounts are in millionths of the currency unit. */
export interface LedgerFault {
  workspaceId: string;
  environment: string;
  balance: string;
  /** The sum of the entries. */
  ledger: string;
  /** How many entries there are, and the number of the newest, which must be the same. */
  entries: number;
  newest: number;
}

export interface LedgerHash {
  /** SHA-256 over all entries and balances, in hexadecimal digits. */
  hash: string;
  entries: number;
  workspaces: number;
  faults: LedgerFault[];
}

/**
 * Hashes all entries of the ledger and all balances, and checks them against each other, as they are at one moment.
 * @param url the database
 * @param snapshot a snapshot that another connection has exported (`pg_export_snapshot`): that moment
 */
export async function hashLedger(url: string, snapshot?: string): Promise<LedgerHash> {
  const client = new Connection({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    if (snapshot !== undefined)
      await client.query(`SET TRANSACTION SNAPSHOT ${client.escapeLiteral(snapshot)}`);
    await client.query('SET LOCAL statement_timeout = 0');
    const hash = createHash('sha256');
    const addAll = async (query: string) => {
      let count = 0;
      await client.query(`DECLARE rows NO SCROLL CURSOR FOR ${query}`);
      for (;;) {
        const { rows } = await client.query<{ line: string }>(`FETCH ${ROWS_AT_ONCE} FROM rows`);
        if (rows.length === 0) break;
        for (const { line } of rows) hash.update(`${line}\n`);
        count += rows.length;
      }
      await client.query('CLOSE rows');
      return count;
    };
    const entries = await addAll(ENTRIES);
    const workspaces = await addAll(BALANCES);
    const { rows: faults } = await client.query<LedgerFault>(FAULTS);
    return { hash: hash.digest('hex'), entries, workspaces, faults };
  } finally {
    await client.end();
  }
}
