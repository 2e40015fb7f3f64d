import pg from 'pg';
import { CONNECTION } from '@/lib/db/connection';
import { env } from '@/lib/env';

/** A statement that the server parses and plans once for each connection. */
export interface Statement {
  /** Unique; the server knows the statement by it. */
  name: string;
  text: string;
}

/** These reads take milliseconds. One that takes seconds has met a database in trouble, and its caller waits. */
const PATIENCE = { connectionTimeoutMillis: 2_000, statement_timeout: 2_000, query_timeout: 3_000 };

let pool: pg.Pool | undefined;

function openPool(): pg.Pool {
  const opened = new pg.Pool({ ...CONNECTION, ...PATIENCE, connectionString: env().DATABASE_URL, max: 1 });
  // Nobody waits on an idle connection that breaks: the pool drops it, and the next query opens another.
  opened.on('error', () => {});
  return opened;
}

/**
 * The rows of a read that every call of the API makes: past Prisma, which takes more than twice the time for it,
 * and on a connection of its own, so that it never waits for one that a transaction holds.
 */
export async function queryPrepared<Row extends pg.QueryResultRow>(
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  pool ??= openPool();
  return (await pool.query<Row>({ ...statement, values })).rows;
}

/** Closes the connection, if there is one. */
export async function closePrepared(): Promise<void> {
  const open = pool;
  pool = undefined;
  await open?.end();
}
