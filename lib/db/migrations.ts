import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { Connection } from '@/lib/db/connection';

export const MIGRATIONS_DIR = path.join('prisma', 'migrations');

/** The names of the migrations in the repository, in the order in which they are applied. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(MIGRATIONS_DIR, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The migrations up to and including `last`, in the form that the schema engine needs; by default all. */
export async function readMigrations(last?: string): Promise<MigrationList> {
  const names = (await migrationNames()).filter((name) => last === undefined || name <= last);
  return {
    baseDir: path.resolve(MIGRATIONS_DIR),
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(path.join(MIGRATIONS_DIR, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(path.join(MIGRATIONS_DIR, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}

/** The names of the migrations that are not yet applied to the database at `url`, in order. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const client = new Connection({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query(
      "SELECT 1 WHERE to_regclass('_prisma_migrations') IS NOT NULL",
    );
    if (tables.length === 0) return await migrationNames();
    const { rows } = await client.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const applied = new Set(rows.map(({ name }) => name));
    return (await migrationNames()).filter((name) => !applied.has(name));
  } finally {
    await client.end();
  }
}
