import pg from 'pg';

/**
 * Session settings that PgBouncer stores for each client and restores on every server connection, in every pool mode.
 * Prisma's adapter writes times without a zone in UTC. It and the driver read times in the ISO style.
 */
const STARTUP_PARAMETERS = { TimeZone: 'UTC', DateStyle: 'ISO', standard_conforming_strings: 'on' };

/** The driver's client, with what its types omit. */
const DriverClient = pg.Client as unknown as new (
  config?: string | pg.ClientConfig,
) => pg.Client & { processID: number | null; getStartupConf(): Record<string, string> };

/** A connection that writes and reads times in UTC, whatever the default of the database. */
export class Connection extends DriverClient {
  /** False with a pooler such as PgBouncer, where each transaction can get another server connection. */
  hasOwnSession = false;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // The server can close a connection at any moment. The next query reports that. Without a listener, Node would end
    // the process.
    this.on('error', () => {});
  }

  override getStartupConf(): Record<string, string> {
    return { ...super.getStartupConf(), ...STARTUP_PARAMETERS };
  }
}

/** The server ends a statement that runs longer than this. */
const STATEMENT_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** Each transaction sets this if the session cannot. */
export const TRANSACTION_TIMEOUT = `SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`;
/** The same with the isolation level, before the first query of the transaction. */
export const TRANSACTION_SETTINGS = `SET TRANSACTION ISOLATION LEVEL READ COMMITTED; ${TRANSACTION_TIMEOUT}`;

/**
 * Changes the settings of the session if this connection has one of its own. A pooler reports another process id than
 * the server.
 */
const SET_UP_OWN_SESSION = `
  SELECT set_config('statement_timeout', $1, false),
    set_config('default_transaction_isolation', 'read committed', false),
    CASE WHEN $2::boolean THEN set_config('plan_cache_mode', 'force_generic_plan', false) END,
    CASE WHEN $2 THEN set_config('enable_seqscan', 'off', false) END,
    CASE WHEN $2 THEN set_config('jit', 'off', false) END
  WHERE pg_backend_pid() = $3`;

/** Whether settings and prepared statements stay on this connection, and no other client uses it. */
export function hasOwnSession(client: pg.ClientBase): boolean {
  return client instanceof Connection && client.hasOwnSession;
}

interface SessionSettings {
  /** The server ends a statement that runs longer, in milliseconds. */
  statementTimeoutMs: number;
  /** Whether each statement finds few rows by an index. The server then plans it once, and reads no table as a whole. */
  findsFewRows: boolean;
}

interface PoolSettings extends SessionSettings {
  /** How long opening a connection may take, in milliseconds. */
  connectTimeoutMs: number;
}

async function setUp(
  client: pg.ClientBase,
  { statementTimeoutMs, findsFewRows }: SessionSettings,
  timeoutMs: number,
): Promise<void> {
  if (!(client instanceof Connection))
    throw new Error('The pool must make connections of the class Connection.');
  const values = [statementTimeoutMs, findsFewRows, client.processID];
  const { rowCount } = await client.query({
    text: SET_UP_OWN_SESSION,
    values,
    ...{ query_timeout: timeoutMs },
  });
  client.hasOwnSession = rowCount === 1;
}

/**
 * The configuration of a pool, with limits so that no caller waits for ever. After waiting for a lock, a transaction
 * must see what the other one wrote. Only READ COMMITTED does that, and a database may have another default.
 */
export function poolConfig({
  statementTimeoutMs = STATEMENT_TIMEOUT_MS,
  connectTimeoutMs = CONNECT_TIMEOUT_MS,
  findsFewRows = false,
}: Partial<PoolSettings> = {}): pg.PoolConfig {
  return {
    Client: Connection,
    connectionTimeoutMillis: connectTimeoutMs,
    /** For a server that no longer ends statements. */
    query_timeout: statementTimeoutMs * 1.2,
    onConnect: (client) => setUp(client, { statementTimeoutMs, findsFewRows }, connectTimeoutMs),
  };
}
