import pg from 'pg';
import { hasOwnSession, poolConfig, TRANSACTION_SETTINGS } from '@/lib/db/connection';
import { GatheringSocket } from '@/lib/db/gathering-socket';
import { poolSizes } from '@/lib/db/pool-sizes';
import { env } from '@/lib/env';

/** A statement that the server parses and plans once for each connection that has a session of its own. */
export interface Statement {
  /** Unique; the server knows the statement by it. */
  name: string;
  text: string;
}

/** The client inside `transactPrepared(async (tx) => …)`. Statements are run in the order in which they are given. */
export interface PreparedTransaction {
  /** The rows that the statement returns. */
  query<Row extends pg.QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]>;
  /** For a statement that has nothing to tell: nobody waits for it, and if it fails, so does the transaction. */
  run(statement: Statement, values: unknown[]): void;
}

/** A look-up takes milliseconds. One that takes seconds has met a database in trouble, and its caller waits. */
const LOOK_UPS = { ...poolConfig({ statementTimeoutMs: 2_000, connectTimeoutMs: 2_000 }) };
/** Statements that do not wait for each other's answers go out at once. */
const TRANSACTIONS = { ...poolConfig(), pipeline: true, stream: () => new GatheringSocket() };

const BEGIN = { name: 'begin', text: 'BEGIN' } satisfies Statement;
/** Behind a pooler, where the session cannot hold the settings. */
const BEGIN_SHARED = `BEGIN; ${TRANSACTION_SETTINGS}`;
const COMMIT = { name: 'commit', text: 'COMMIT' } satisfies Statement;
const ROLLBACK = { name: 'rollback', text: 'ROLLBACK' } satisfies Statement;

const pools: { lookUps?: pg.Pool; transactions?: pg.Pool } = {};

function openPool(settings: pg.PoolConfig): pg.Pool {
  const opened = new pg.Pool({ ...settings, connectionString: env().DATABASE_URL });
  // A connection that breaks while nobody waits on it is dropped.
  opened.on('error', () => {});
  return opened;
}

/** A statement as the driver takes it: without its name where the connection would not find it again by that. */
function toQuery(client: pg.ClientBase, { name, text }: Statement, values: unknown[]): pg.QueryConfig {
  return hasOwnSession(client) ? { name, text, values } : { text, values };
}

async function runAlone<Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  try {
    const { rows } = await client.query<Row>(toQuery(client, statement, values));
    client.release();
    return rows;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/**
 * The rows of a read that every call of the API makes: past Prisma, which takes more than twice the time for it,
 * and on a connection of its own, so that it never waits for one that a transaction holds.
 */
export async function queryPrepared<Row extends pg.QueryResultRow>(
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  pools.lookUps ??= openPool({ ...LOOK_UPS, max: poolSizes().lookUps });
  return runAlone(await pools.lookUps.connect(), statement, values);
}

function transactions(): pg.Pool {
  pools.transactions ??= openPool({ ...TRANSACTIONS, max: poolSizes().transactions });
  return pools.transactions;
}

/** The rows that a single statement returns, which changes something. */
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
 * Runs work that the API does all day in one transaction, past Prisma, which takes ten times as long for it. The
 * transaction commits when the work returns something that is `ok`, and otherwise leaves nothing behind.
 */
export async function transactPrepared<T extends { ok: boolean }>(
  work: (tx: PreparedTransaction) => Promise<T>,
): Promise<T> {
  return runInTransaction(await transactions().connect(), work);
}

async function runInTransaction<T extends { ok: boolean }>(
  client: pg.PoolClient,
  work: (tx: PreparedTransaction) => Promise<T>,
): Promise<T> {
  let failure: Error | undefined;
  const unread: Promise<void>[] = [];
  const send = (query: pg.QueryConfig) => {
    const running = new Promise<void>((resolve) => {
      client.query(query, (error: Error | null) => {
        failure ??= error ?? undefined;
        resolve();
      });
    });
    unread.push(running);
  };
  const run = (statement: Statement, values: unknown[] = []) => send(toQuery(client, statement, values));
  try {
    if (hasOwnSession(client)) run(BEGIN);
    else send({ text: BEGIN_SHARED });
    const result = await work({
      run,
      async query<Row extends pg.QueryResultRow>(statement: Statement, values: unknown[]) {
        return (await client.query<Row>(toQuery(client, statement, values))).rows;
      },
    });
    // The server takes nothing back for a statement that the driver could not even send.
    run(result.ok && !failure ? COMMIT : ROLLBACK);
    await Promise.all(unread);
    if (failure) throw failure;
    client.release();
    return result;
  } catch (error) {
    // Closing the connection undoes the transaction, whatever state it was left in.
    client.release(true);
    // What failed first made the rest fail.
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
