import { checkDatabase } from '@/lib/db/check';
import { disconnect } from '@/lib/db/client';
import { LockedError } from '@/lib/db/embedded/lock';
import { joinedUrl, ownCluster } from '@/lib/db/embedded/owned';
import { pendingMigrations } from '@/lib/db/migrations';
import { FEWEST_CONNECTIONS } from '@/lib/db/pool-sizes';
import { bindToProfile } from '@/lib/db/profile';
import { applyMigrations } from '@/lib/db/schema-engine';
import { secretFor } from '@/lib/db/secret';
import { type Env, overrideEnv } from '@/lib/env';
import { log } from '@/lib/log';
import { OperatorError } from '@/lib/operator-error';

/** A migrated database. DATABASE_URL has its address and, unless it is only read, APP_SECRET the server's secret. */
export interface OpenDatabase {
  /** Disconnects this process, and stops the embedded PostgreSQL if this process owns it. */
  close(): Promise<void>;
}

interface Source {
  url: string;
  stop(): Promise<void>;
}

/** The error codes of a folder that cannot be created, entered or written. */
const UNUSABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'ENOENT']);

async function ownSource({ DATA_DIR: dataDir, DATABASE_CONNECTIONS }: Env): Promise<Source> {
  try {
    return await ownCluster(dataDir, DATABASE_CONNECTIONS);
  } catch (error) {
    if (error instanceof LockedError) {
      throw new OperatorError(
        `Keydesk already runs on ${dataDir}, as process ${error.pid}: stop that one first, or give this one another DATA_DIR.`,
      );
    }
    if (error instanceof Error && 'code' in error && UNUSABLE.has(String(error.code))) {
      throw new OperatorError(`DATA_DIR ${dataDir} cannot be used: ${error.message}.`);
    }
    throw error;
  }
}

async function joinOrOwnSource(dataDir: string): Promise<Source> {
  try {
    return await ownCluster(dataDir);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    return { url: await joinedUrl(dataDir), stop: async () => {} };
  }
}

/** The source for a server: it opens as many connections as it can use. */
async function serverSource(env: Env): Promise<Source> {
  const { DATABASE_URL: url, DATABASE_CONNECTIONS: wanted } = env;
  if (!url) return ownSource(env);
  overrideEnv({ DATABASE_CONNECTIONS: String(await checkDatabase(url, wanted)) });
  return { url, stop: async () => {} };
}

/** The source for a command, which needs few connections, because a running server may have the others. */
async function commandSource({ DATABASE_URL: url, DATA_DIR }: Env): Promise<Source> {
  if (!url) return joinOrOwnSource(DATA_DIR);
  await checkDatabase(url, 1);
  overrideEnv({ DATABASE_CONNECTIONS: String(FEWEST_CONNECTIONS) });
  return { url, stop: async () => {} };
}

async function open(source: Source, prepare: (url: string) => Promise<void>): Promise<OpenDatabase> {
  try {
    await prepare(source.url);
  } catch (error) {
    await source.stop();
    throw error;
  }
  return {
    async close() {
      await disconnect();
      await source.stop();
    },
  };
}

async function prepareToWrite(url: string, env: Env): Promise<void> {
  for (const migration of await applyMigrations(url)) log.info({ migration }, 'Migrated');
  overrideEnv({ DATABASE_URL: url, APP_SECRET: await secretFor(url, env) });
  await bindToProfile(url, env.PROFILE);
}

async function refusePending(url: string): Promise<void> {
  const [first, ...others] = await pendingMigrations(url);
  if (first === undefined) return;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  throw new OperatorError(
    `The database is older than this version of Keydesk: it lacks the migration ${first}${more}. Use the version that the database belongs to, or migrate it first (npm run migrate).`,
  );
}

async function prepareToRead(url: string): Promise<void> {
  await refusePending(url);
  overrideEnv({ DATABASE_URL: url });
}

/**
 * Opens the database for a server: the one in DATABASE_URL, or else the embedded one under DATA_DIR.
 * @throws OperatorError if another server uses that folder
 */
export async function openDatabase(env: Env): Promise<OpenDatabase> {
  return open(await serverSource(env), (url) => prepareToWrite(url, env));
}

/** Opens the database for a command, also while a server is running. */
export async function joinDatabase(env: Env): Promise<OpenDatabase> {
  return open(await commandSource(env), (url) => prepareToWrite(url, env));
}

/**
 * Opens the database for a command that only reads it, also while a server is running. Unlike the others, it writes
 * nothing: no migration, secret or profile.
 * @throws OperatorError if migrations are missing
 */
export async function openToRead(env: Env): Promise<OpenDatabase> {
  return open(await commandSource(env), prepareToRead);
}

/** The database that the parent process has opened, for a child. */
export function databaseOfParent(): OpenDatabase {
  return { close: disconnect };
}
