import pg from 'pg';
import { isAlive } from '@/lib/is-alive';

/** Any number, as long as it does not change. */
const LOCK_ID = 7_311_904;
const CONNECT_TIMEOUT_MS = 5_000;
const NAME_PREFIX = 'keydesk owner ';

/** Another running process owns the data folder. */
export class LockedError extends Error {
  override name = 'LockedError';

  constructor(readonly pid: number) {
    super(`Locked by process ${pid}.`);
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `${NAME_PREFIX}${process.pid}`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  // The `end` event reports a connection that breaks later.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** @throws LockedError if a running process holds the lock */
async function requireFree(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.objid = $1 AND l.granted`,
    [LOCK_ID],
  );
  const pid = Number(rows[0]?.name.slice(NAME_PREFIX.length));
  if (pid > 0 && isAlive(pid)) throw new LockedError(pid);
}

/**
 * Takes the lock that makes this process the owner of the cluster at `url`. The lock lasts until the connection ends,
 * however this process ends. Undefined while the connection of a killed owner still holds it.
 * @throws LockedError if another process holds it
 */
export async function takeLock(url: string): Promise<pg.Client | undefined> {
  const client = await connect(url);
  try {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      LOCK_ID,
    ]);
    if (rows[0]?.taken) return client;
    await requireFree(client);
  } catch (error) {
    await client.end();
    throw error;
  }
  await client.end();
  return undefined;
}

/** @throws LockedError if a running process owns the cluster at `url` */
export async function requireNoOwner(url: string): Promise<void> {
  const client = await connect(url);
  try {
    await requireFree(client);
  } finally {
    await client.end();
  }
}
