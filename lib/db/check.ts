import pg from 'pg';
import { hasOwnSession, poolConfig, TRANSACTION_SETTINGS } from '@/lib/db/connection';
import { findFault, readFacts } from '@/lib/db/facts';
import { FEWEST_CONNECTIONS } from '@/lib/db/pool-sizes';
import { limitConnections } from '@/lib/db/pooler-limit';
import { unusable } from '@/lib/db/unusable';
import { log } from '@/lib/log';
import type { OperatorError } from '@/lib/operator-error';

const PATIENCE_MS = 10_000;

/**
 * How many of the `wanted` connections the server accepts. A command needs some while a server has the others.
 * @throws OperatorError if they are too few
 */
function withinServer(wanted: number, most: number): number {
  const given = Math.min(wanted, most - FEWEST_CONNECTIONS);
  const needed = Math.min(wanted, FEWEST_CONNECTIONS);
  if (given < needed) {
    throw unusable(
      `it accepts ${most} connections, which are too few: set its max_connections to ${wanted + 2 * FEWEST_CONNECTIONS}`,
    );
  }
  if (given < wanted) {
    log.warn(
      { given, wanted },
      'The database accepts fewer connections than DATABASE_CONNECTIONS asks for: raise its max_connections',
    );
  }
  return given;
}

function explain(error: unknown): OperatorError {
  const { code, message } =
    error instanceof Error ? { code: undefined, ...error, message: error.message } : {};
  const why = message || String(code);
  return unusable(
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
    throw unusable(
      `it does not take transactions (${why}): set pool_mode of PgBouncer to transaction or session`,
    );
  }
}

/**
 * Checks everything that the code relies on, over a connection like those of the pools.
 *
 * @param wanted how many connections the process would like to open
 * @returns how many it can open: fewer if the server accepts fewer, or a pooler in session mode gives fewer
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
      const facts = await readFacts(client);
      const fault = facts && findFault(facts);
      if (fault) throw unusable(fault);
      await checkTransactions(client);
      if (hasOwnSession(client)) return facts ? withinServer(wanted, facts.mostConnections) : wanted;
    } finally {
      client.release(true);
    }
  } finally {
    await pool.end();
  }
  return limitConnections(url, wanted);
}
