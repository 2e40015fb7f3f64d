import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Any number will do, so long as it stays the same. */
const LOCK_ID = 7_311_904;
const READY_TIMEOUT_MS = 60_000;
const RETRY_MS = 100;
const NAME_PREFIX = 'keydesk owner ';

/** The data folder belongs to another process that is alive. */
export class LockedError extends Error {
  override name = 'LockedError';

  constructor(readonly pid: number) {
    super(`Locked by process ${pid}.`);
  }
}

/** Errors of a server that is starting, recovering, or not there yet. */
function isNotReady(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === '57P03';
}

async function connectWhenReady(url: string): Promise<pg.Client> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const client = new pg.Client({
      connectionString: url,
      application_name: `${NAME_PREFIX}${process.pid}`,
      keepAlive: true,
    });
    // A connection that breaks later is told by its end.
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (!isNotReady(error) || Date.now() > deadline) throw error;
      await pause(RETRY_MS);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function findHolder(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.objid = $1 AND l.granted`,
    [LOCK_ID],
  );
  const pid = Number(rows[0]?.name.slice(NAME_PREFIX.length));
  return pid > 0 ? pid : undefined;
}

/**
 * Takes the lock that makes this process the owner of the cluster at `url`; it is held until the connection
 * ends, however this process ends. What a killed owner leaves is waited for.
 * @throws LockedError when another process holds it.
 */
export async function takeLock(url: string): Promise<pg.Client> {
  const client = await connectWhenReady(url);
  try {
    for (;;) {
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
        LOCK_ID,
      ]);
      if (rows[0]?.taken) return client;
      const holder = await findHolder(client);
      if (holder !== undefined && isAlive(holder)) throw new LockedError(holder);
      await pause(RETRY_MS);
    }
  } catch (error) {
    await client.end();
    throw error;
  }
}
