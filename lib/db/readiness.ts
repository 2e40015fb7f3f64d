import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { db } from '@/lib/db/client';
import { MIGRATIONS_DIR } from '@/lib/db/schema-engine';

const PATIENCE_MS = 2_000;

async function lastMigration(): Promise<string | undefined> {
  const entries = await readdir(MIGRATIONS_DIR, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .at(-1);
}

async function isMigrated(): Promise<boolean> {
  const name = await lastMigration();
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM _prisma_migrations WHERE migration_name = ${name} AND finished_at IS NOT NULL`;
  return rows.length > 0;
}

/** Whether the database answers, soon, and has every migration. */
export async function isDatabaseReady(): Promise<boolean> {
  const patience = new AbortController();
  const late = pause(PATIENCE_MS, false, { signal: patience.signal, ref: false }).catch(() => false);
  const answer = isMigrated().catch(() => false);
  const ready = await Promise.race([answer, late]);
  patience.abort();
  return ready;
}
