import pg from 'pg';

/**
 * Session settings that PgBouncer keeps for each client and restores on every server connection, in every pool mode.
 * Prisma's adapter writes times without a zone and means UTC; it and the driver read times in the ISO style.
 */
const STARTUP_PARAMETERS = { TimeZone: 'UTC', DateStyle: 'ISO', standard_conforming_strings: 'on' };

/** The driver's client, with what its types leave out. */
const DriverClient = pg.Client as unknown as new (
  config?: string | pg.ClientConfig,
) => pg.Client & { processID: number | null; getStartupConf(): Record<string, string> };

/** A connection whose session writes and reads times in UTC, whatever the default of the database. */
export class Connection extends DriverClient {
  /** False behind a pooler such as PgBouncer, where each transaction may get another server connection. */
  hasOwnSession = false;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // The server can end a connection at any moment. Whoever uses it learns that from its query; without a listener, Node
    // would end the process.
    this.on('error', () => {});
  }

  override getStartupConf(): Record<string, string> {
    return { ...super.getStartupConf(), ...STARTUP_PARAMETERS };
  }
}

/** A statement that runs longer than this is a fault; the server ends it. */
const STATEMENT_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** What each transaction sets where the session cannot hold it. */
export const TRANSACTION_TIMEOUT = `SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`;
/** The same with the isolation level, before the transaction's first query. */
export const TRANSACTION_SETTINGS = `SET TRANSACTION ISOLATION LEVEL READ COMMITTED; ${TRANSACTION_TIMEOUT}`;

/**
 * Changes the settings of the session, if it is this connection's own: a pooler tells its clients another process id
 * than the server's.
 */
const SET_UP_OWN_SESSION = `
  SELECT set_config('statement_timeout', $1, false),
    set_config('default_transaction_isolation', 'read committed', false)
  WHERE pg_backend_pid() = $2`;

/** Whether what is set or prepared on this connection stays there, and meets nobody else. */
export function hasOwnSession(client: pg.ClientBase): boolean {
  return client instanceof Connection && client.hasOwnSession;
}

async function setUp(client: pg.ClientBase, statementTimeoutMs: number, timeoutMs: number): Promise<void> {
  if (!(client instanceof Connection))
    throw new Error('The pool must make connections of the class Connection.');
  const values = [statementTimeoutMs, client.processID];
  const { rowCount } = await client.query({
    text: SET_UP_OWN_SESSION,
    values,
    ...{ query_timeout: timeoutMs },
  });
  client.hasOwnSession = rowCount === 1;
}

/**
 * What a pool of connections is opened with, so that no caller waits without end. A caller that waited for a lock goes
 * on with what the other transaction left, which only READ COMMITTED shows; a database may have another default.
 *
 * @param options.statementTimeoutMs when the server ends a statement, in milliseconds
 * @param options.connectTimeoutMs how long opening a connection may take, in milliseconds
 */
export function poolConfig({
  statementTimeoutMs = STATEMENT_TIMEOUT_MS,
  connectTimeoutMs = CONNECT_TIMEOUT_MS,
} = {}): pg.PoolConfig {
  return {
    Client: Connection,
    connectionTimeoutMillis: connectTimeoutMs,
    /** For a server that is too far gone to end the statement. */
    query_timeout: statementTimeoutMs * 1.2,
    onConnect: (client) => setUp(client, statementTimeoutMs, connectTimeoutMs),
  };
}
