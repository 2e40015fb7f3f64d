import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { openCluster, startCluster, stopCluster, urlOf } from '@/lib/db/embedded/cluster';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute } from '@/lib/testing/servers/database';
import { runProgram } from '@/lib/testing/servers/program';
import { makeDataDir } from '@/lib/testing/servers/server';

const VARIABLE = 'KEYDESK_MIGRATED_DATA';

/**
 * Makes a data folder with an empty, migrated database, which all processes of a test run copy: a server that finds one
 * starts in half the time. The caller deletes the folder.
 */
export async function makeMigratedData(): Promise<string> {
  const dataDir = await makeDataDir();
  const cluster = await openCluster(dataDir);
  await startCluster(cluster);
  await execute(await urlOf(cluster, 'postgres'), 'CREATE DATABASE keydesk');
  await applyMigrations(await urlOf(cluster, 'keydesk'));
  await stopCluster(cluster);
  process.env[VARIABLE] = dataDir;
  return dataDir;
}

function migratedData(): string {
  const source = process.env[VARIABLE];
  if (source === undefined) throw new Error('The test run has no migrated database.');
  return source;
}

/** Copies the database of a data folder into an empty one. */
async function copyData(source: string, dataDir: string): Promise<void> {
  // Unlike fs.cp, it keeps the owner, who may be the unprivileged user of PostgreSQL.
  await promisify(execFile)('cp', ['-a', path.join(source, 'postgres'), dataDir]);
}

/** Copies the migrated database into an empty data folder. */
export function copyMigratedData(dataDir: string): Promise<void> {
  return copyData(migratedData(), dataDir);
}

/** The data folder with the large workspace. It is deleted with the migrated database. */
const largeData = () => path.join(migratedData(), 'large');

/** Runs `npm run seed -- --large` once for all processes of a test run, and returns what it printed. */
export async function makeLargeData(appSecret: string): Promise<string> {
  await mkdir(largeData(), { mode: 0o711 });
  await copyMigratedData(largeData());
  const settings = { DATA_DIR: largeData(), APP_SECRET: appSecret };
  const { code, output } = await runProgram('prisma/seed.ts', ['--large'], settings);
  if (code !== 0) throw new Error(output);
  return output;
}

/** Copies the database with the large workspace into an empty data folder. */
export function copyLargeData(dataDir: string): Promise<void> {
  return copyData(largeData(), dataDir);
}
