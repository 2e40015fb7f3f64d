import pg from 'pg';
import { hasOwnSession, poolConfig, TRANSACTION_SETTINGS } from '@/lib/db/connection';
import { FEWEST_CONNECTIONS } from '@/lib/db/pool-sizes';
import { log } from '@/lib/log';
import { OperatorError } from '@/lib/operator-error';

const PATIENCE_MS = 10_000;
/** How long a pooler may take to give one more connection, while the others are held. */
const NEXT_CONNECTION_MS = 2_000;

/** What a connection says about itself and its server. */
export interface Facts {
  database: string;
  role: string;
  version: string;
  versionNumber: number;
  encoding: string;
  timeZone: string;
  dateStyle: string;
  conformingStrings: string;
  isStandby: boolean;
  readOnly: string;
  schema: string | null;
  replicationRole: string;
}

const READ_FACTS = `
  SELECT current_database() AS database, current_user AS role,
    current_setting('server_version') AS version, current_setting('server_version_num')::int AS "versionNumber",
    current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS "timeZone",
    current_setting('DateStyle') AS "dateStyle",
    current_setting('standard_conforming_strings') AS "conformingStrings",
    pg_is_in_recovery() AS "isStandby", current_setting('default_transaction_read_only') AS "readOnly",
    current_schema() AS schema, current_setting('session_replication_role') AS "replicationRole"`;

/** What makes a database unfit, and what to change; undefined when nothing does. */
export function findFault(facts: Facts): string | undefined {
  const set = (setting: string) =>
    `run ALTER ROLE "${facts.role}" IN DATABASE "${facts.database}" SET ${setting}`;
  const pass = (name: string) => `let the pooler in between pass on the startup parameter ${name}`;
  if (facts.versionNumber < 150_000) {
    return `it is PostgreSQL ${facts.version}, and Keydesk needs version 15 or newer`;
  }
  if (facts.encoding !== 'UTF8') {
    return `its encoding is ${facts.encoding}, which cannot hold every text: create a database with ENCODING 'UTF8'`;
  }
  if (facts.isStandby) return 'it is a standby, which cannot be written to: name the primary server';
  if (facts.readOnly !== 'off') {
    return `its transactions are read-only: ${set('default_transaction_read_only = off')}`;
  }
  if (facts.timeZone !== 'UTC') {
    return `its time zone is ${facts.timeZone} although UTC was asked for, so times would be stored wrong: ${pass('TimeZone')}`;
  }
  if (!facts.dateStyle.startsWith('ISO')) {
    return `its DateStyle is ${facts.dateStyle} although ISO was asked for: ${pass('DateStyle')}`;
  }
  if (facts.conformingStrings !== 'on') {
    return `its standard_conforming_strings is off although on was asked for: ${pass('standard_conforming_strings')}`;
  }
  if (facts.schema !== 'public') {
    return `tables would be made in the schema ${facts.schema ?? '(none)'} instead of public: ${set('search_path = public')}`;
  }
  if (facts.replicationRole !== 'origin') {
    return `its triggers do not run: ${set('session_replication_role = origin')}`;
  }
  return undefined;
}

function cannotBeUsed(why: string): OperatorError {
  return new OperatorError(`The database that DATABASE_URL names cannot be used: ${why}.`);
}

function explain(error: unknown): OperatorError {
  const { code, message } =
    error instanceof Error ? { code: undefined, ...error, message: error.message } : {};
  const why = message || String(code);
  return cannotBeUsed(
    /unsupported startup parameter/.test(why)
      ? `${why}: take it out of DATABASE_URL, or add it to ignore_startup_parameters of PgBouncer`
      : why,
  );
}

async function checkTransactions(client: pg.PoolClient): Promise<void> {
  try {
    await client.query(`BEGIN; ${TRANSACTION_SETTINGS}`);
    await client.query('ROLLBACK');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw cannotBeUsed(
      `it does not take transactions (${why}): set pool_mode of PgBouncer to transaction or session`,
    );
  }
}

/** How many connections a pooler gives this process at the same time, up to `wanted`. */
async function countConnections(pool: pg.Pool, wanted: number): Promise<number> {
  const clients: pg.PoolClient[] = [];
  try {
    while (clients.length < wanted) clients.push(await pool.connect());
  } catch (error) {
    log.debug({ err: error, connections: clients.length }, 'The pooler gives no more connections');
  }
  for (const client of clients) client.release();
  return clients.length;
}

async function limitConnections(url: string, wanted: number): Promise<number> {
  const pool = new pg.Pool({
    ...poolConfig({ connectTimeoutMs: NEXT_CONNECTION_MS }),
    connectionString: url,
    max: wanted,
  });
  pool.on('error', () => {});
  const given = await countConnections(pool, wanted);
  await pool.end();
  const needed = Math.min(wanted, FEWEST_CONNECTIONS);
  if (given < needed) {
    throw cannotBeUsed(
      `the pooler in between gives this process ${given} connections at a time, and it needs ${needed}: set pool_mode of PgBouncer to transaction, or its default_pool_size to ${wanted}`,
    );
  }
  if (given < wanted) {
    log.warn({ given, wanted }, 'The pooler gives fewer connections than DATABASE_CONNECTIONS asks for');
  }
  return given;
}

/**
 * Checks, over a connection like those of the pools, everything that the code relies on.
 *
 * @param wanted how many connections the process would open
 * @returns how many it may open: fewer where a pooler in session mode gives fewer
 * @throws OperatorError with one sentence that says what to change
 */
export async function checkDatabase(url: string, wanted: number): Promise<number> {
  const pool = new pg.Pool({
    ...poolConfig({ connectTimeoutMs: PATIENCE_MS }),
    connectionString: url,
    max: 1,
  });
  pool.on('error', () => {});
  try {
    const client = await pool.connect().catch((error: unknown) => {
      throw explain(error);
    });
    try {
      const [facts] = (await client.query<Facts>(READ_FACTS)).rows;
      const fault = facts && findFault(facts);
      if (fault) throw cannotBeUsed(fault);
      await checkTransactions(client);
      if (hasOwnSession(client)) return wanted;
    } finally {
      client.release(true);
    }
  } finally {
    await pool.end();
  }
  return limitConnections(url, wanted);
}
