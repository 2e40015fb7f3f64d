import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openCluster, startCluster, stopCluster, urlOf } from '@/lib/db/embedded/cluster';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute } from '@/lib/testing/servers/database';
import { bundle } from '@/scripts/bundle.mjs';

/** Starts a PostgreSQL for the run, with one migrated database that every test file's is cloned from. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if ((await bundle()) !== 0) throw new Error('The programs could not be bundled.');
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-test-'));
  await chmod(folder, 0o711);
  const cluster = await openCluster(folder);
  // Test data may be lost with the machine; durability has a test of its own on a real server.
  await startCluster(cluster, ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']);
  const admin = await urlOf(cluster, 'postgres');
  await execute(admin, 'CREATE DATABASE template');
  await applyMigrations(await urlOf(cluster, 'template'));
  project.provide('adminUrl', admin);
  return async () => {
    await stopCluster(cluster);
    await rm(folder, { recursive: true });
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The maintenance database of the run's PostgreSQL. */
    adminUrl: string;
  }
}
