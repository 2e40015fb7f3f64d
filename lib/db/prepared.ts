import pg from 'pg';
import { SECOND } from '@/lib/clock';
import { hasOwnSession, poolConfig, TRANSACTION_SETTINGS } from '@/lib/db/connection';
import { GatheringSocket } from '@/lib/db/gathering-socket';
import { MODULE_GRAPH } from '@/lib/db/module-graph';
import { poolSizes } from '@/lib/db/pool-sizes';
import { notePool } from '@/lib/db/pools';
import { PreparedQuery, type Statement } from '@/lib/db/prepared-query';
import { databaseSpan } from '@/lib/db/trace-queries';
import { env } from '@/lib/env';
import { traced } from '@/lib/spans';

/** The client inside `transactPrepared(async (tx) => …)`. Statements run in the order of the calls. */
export interface PreparedTransaction {
  /** The rows that the statement returns. */
  query<Row extends pg.QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]>;
  /** Runs a statement without a result. The caller does not wait for it. If it fails, the transaction fails. */
  run(statement: Statement, values: unknown[]): void;
}

/**
 * A look-up takes milliseconds. If it takes seconds, the database has a problem, and the caller should not wait. For a short
 * list of ids, the server would plan each look-up anew, which takes longer than the look-up, and it would read small tables as a
 * whole.
 */
const LOOK_UPS = poolConfig({
  statementTimeoutMs: 2_000,
  connectTimeoutMs: 2_000,
  findsFewRows: true,
});
/** Statements that do not depend on each other are sent at once. */
const TRANSACTIONS = { ...poolConfig(), pipeline: true, stream: () => new GatheringSocket() };

/**
 * Each pool keeps a connection, so that a call after a quiet time does not wait for a new one. It is probed, because networks forget
 * connections that are silent for long. The pools of the portal keep none: it rarely sends.
 */
const KEPT_CONNECTION: pg.PoolConfig =
  MODULE_GRAPH === 'portal' ? {} : { min: 1, keepAlive: true, keepAliveInitialDelayMillis: 30 * SECOND };

const BEGIN = { name: 'begin', text: 'BEGIN' } satisfies Statement;
/** With a pooler, where the session cannot hold the settings. */
const BEGIN_SHARED = { name: 'begin-shared', text: `BEGIN; ${TRANSACTION_SETTINGS}` } satisfies Statement;
const COMMIT = { name: 'commit', text: 'COMMIT' } satisfies Statement;
const ROLLBACK = { name: 'rollback', text: 'ROLLBACK' } satisfies Statement;

const pools: { lookUps?: pg.Pool; transactions?: pg.Pool } = {};

function openPool(name: string, settings: pg.PoolConfig): pg.Pool {
  const opened = new pg.Pool({ ...settings, ...KEPT_CONNECTION, connectionString: env().DATABASE_URL });
  // A connection that breaks while it is idle is dropped.
  opened.on('error', () => {});
  notePool(name, opened);
  return opened;
}

/** The rows that a statement returns. */
function readRows<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  const read = () =>
    new Promise<Row[]>((resolve, reject) => {
      const query = new PreparedQuery<Row>(client, statement, values, (error) =>
        error ? reject(error) : resolve(query.result),
      );
      client.query(query);
    });
  return traced(() => databaseSpan(statement.name), read);
}

async function runAlone<Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  try {
    const rows = await readRows<Row>(client, statement, values);
    client.release();
    return rows;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/**
 * Reads rows in a query that every API call makes. It does not use Prisma, which takes more than twice as long, and has
 * connections of its own, so that it never waits for a transaction.
 */
export async function queryPrepared<Row extends pg.QueryResultRow>(
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  pools.lookUps ??= openPool('look-ups', { ...LOOK_UPS, max: poolSizes().lookUps });
  return runAlone(await pools.lookUps.connect(), statement, values);
}

function transactions(): pg.Pool {
  pools.transactions ??= openPool('transactions', { ...TRANSACTIONS, max: poolSizes().transactions });
  return pools.transactions;
}

/** The rows that a single writing statement returns. */
export async function writePrepared<Row extends pg.QueryResultRow>(
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  const client = await transactions().connect();
  if (hasOwnSession(client)) return runAlone(client, statement, values);
  const written = await runInTransaction(client, async (tx) => ({
    ok: true,
    rows: await tx.query<Row>(statement, values),
  }));
  return written.rows;
}

/**
 * Runs frequent work of the API in one transaction, without Prisma, which takes ten times as long. The transaction
 * commits if the work returns a result that is `ok`, and otherwise rolls back.
 */
export async function transactPrepared<T extends { ok: boolean }>(
  work: (tx: PreparedTransaction) => Promise<T>,
): Promise<T> {
  return traced(
    () => databaseSpan('transaction'),
    async () => runInTransaction(await transactions().connect(), work),
  );
}

async function runInTransaction<T extends { ok: boolean }>(
  client: pg.PoolClient,
  work: (tx: PreparedTransaction) => Promise<T>,
): Promise<T> {
  let failure: Error | undefined;
  const unread: Promise<void>[] = [];
  const run = (statement: Statement, values: unknown[] = []) => {
    const running = new Promise<void>((resolve) => {
      const done = (error: Error | null | undefined) => {
        failure ??= error ?? undefined;
        resolve();
      };
      client.query(new PreparedQuery(client, statement, values, done));
    });
    unread.push(running);
  };
  try {
    run(hasOwnSession(client) ? BEGIN : BEGIN_SHARED);
    const result = await work({ run, query: (statement, values) => readRows(client, statement, values) });
    // The server does not roll back for a statement that the driver could not send.
    run(result.ok && !failure ? COMMIT : ROLLBACK);
    await Promise.all(unread);
    if (failure) throw failure;
    client.release();
    return result;
  } catch (error) {
    // Closing the connection rolls the transaction back, whatever its state.
    client.release(true);
    // The first failure caused the others.
    throw failure ?? error;
  }
}

/** Closes the connections, if there are any. */
export async function closePrepared(): Promise<void> {
  const open = Object.values(pools);
  pools.lookUps = undefined;
  pools.transactions = undefined;
  await Promise.all(open.map((pool: pg.Pool | undefined) => pool?.end()));
}
