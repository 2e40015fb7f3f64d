import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { type Cluster, openCluster, startCluster, stopCluster, urlOf } from '@/lib/db/embedded/cluster';
import { takeLock } from '@/lib/db/embedded/lock';
import { log } from '@/lib/log';

const DATABASE = 'keydesk';
const RETRY_MS = 1_000;

/** A running PostgreSQL that this process started or took over, and that stops with it. */
export interface OwnedCluster {
  url: string;
  stop(): Promise<void>;
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
}

/**
 * Starts the cluster under `dataDir`, or takes over what a killed process left running, and starts it again
 * at the same port whenever it is killed, so that who is connected to it finds it back.
 * @throws LockedError when another process owns it.
 */
export async function ownCluster(dataDir: string): Promise<OwnedCluster> {
  const cluster = await openCluster(dataDir);
  let recovery = Promise.resolve();
  let stopping = false;

  async function start(port?: number): Promise<pg.Client> {
    await startCluster(cluster, [], port);
    const client = await takeLock(await urlOf(cluster, 'postgres'));
    client.on('end', () => {
      if (!stopping) recovery = recover();
    });
    return client;
  }

  async function recover(): Promise<void> {
    log.warn('The database went away; starting it again');
    while (!stopping) {
      try {
        lock = await start(port);
        log.info('The database is back');
        return;
      } catch (err) {
        log.error({ err }, 'The database did not start');
        await pause(RETRY_MS);
      }
    }
  }

  let lock = await start();
  const port = Number(new URL(await urlOf(cluster, DATABASE)).port);
  await createDatabase(lock);
  return {
    url: await urlOf(cluster, DATABASE),
    async stop() {
      stopping = true;
      await recovery;
      await lock.end();
      await stopCluster(cluster);
    },
  };
}

/** The address of the database that another process runs under `dataDir`. */
export async function joinedUrl(dataDir: string): Promise<string> {
  const cluster: Cluster = await openCluster(dataDir);
  return urlOf(cluster, DATABASE);
}
