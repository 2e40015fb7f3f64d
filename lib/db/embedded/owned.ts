import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { isStopping, openCluster, stopCluster, urlOf } from '@/lib/db/embedded/cluster';
import { own } from '@/lib/db/embedded/own';
import { log } from '@/lib/log';

const DATABASE = 'keydesk';
const RETRY_MS = 1_000;

/** A running PostgreSQL that this process started or took over, and that stops with this process. */
export interface OwnedCluster {
  url: string;
  stop(): Promise<void>;
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
}

/**
 * Starts the cluster under `dataDir`, and starts it again on the same port whenever it ends, so that clients find it
 * again.
 * @param connections how many this process and its children open
 * @throws LockedError if another process owns it
 */
export async function ownCluster(dataDir: string, connections = 0): Promise<OwnedCluster> {
  const cluster = await openCluster(dataDir);
  let recovery = Promise.resolve();
  let stopping = false;
  let port: number | undefined;
  let owned = await own(cluster, connections);
  recoverAtEnd();
  port = Number(new URL(await urlOf(cluster, DATABASE)).port);

  function recoverAtEnd(): void {
    owned.lock.once('end', () => {
      if (!stopping) recovery = recover();
    });
  }

  async function recover(): Promise<void> {
    log.warn('The database went away; starting it again');
    while (!stopping) {
      try {
        owned = await own(cluster, connections, port, owned.guard);
        recoverAtEnd();
        log.info('The database is back');
        return;
      } catch (err) {
        log.error({ err }, 'The database did not start');
        await pause(RETRY_MS);
      }
    }
  }

  // A SIGTERM from outside makes PostgreSQL refuse new connections and wait until ours end, which they never do.
  const watch = setInterval(async () => {
    if (!stopping && (await isStopping(cluster)))
      await stopCluster(cluster).catch((err) => log.error({ err }));
  }, RETRY_MS).unref();

  await createDatabase(owned.lock);
  return {
    url: await urlOf(cluster, DATABASE),
    async stop() {
      stopping = true;
      clearInterval(watch);
      await recovery;
      await owned.lock.end();
      await stopCluster(cluster);
      owned.guard.release();
    },
  };
}

/** The URL of the database that another process runs under `dataDir`. */
export async function joinedUrl(dataDir: string): Promise<string> {
  return urlOf(await openCluster(dataDir), DATABASE);
}
