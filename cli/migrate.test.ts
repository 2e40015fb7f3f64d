import { expect, inject, it, onTestFinished } from 'vitest';
import { migrationNames, pendingMigrations } from '@/lib/db/migrations';
import { execute } from '@/lib/testing/servers/database';
import { runProgram } from '@/lib/testing/servers/program';
import { siblingUrl } from '@/lib/testing/servers/sibling-url';

it('migrates a new database once, also when two processes do it', { timeout: 120_000 }, async () => {
  const admin = inject('adminUrl');
  await execute(admin, 'CREATE DATABASE migrated_by_command');
  onTestFinished(() => execute(admin, 'DROP DATABASE migrated_by_command WITH (FORCE)'));
  const DATABASE_URL = siblingUrl(admin, 'migrated_by_command');
  const migrate = () => runProgram('cli/migrate.ts', [], { ...process.env, DATABASE_URL });

  const newest = (await migrationNames()).at(-1);
  const output = `The database is up to date. Its newest migration is ${newest}.\n`;
  expect(await Promise.all([migrate(), migrate()])).toEqual([
    { code: 0, output },
    { code: 0, output },
  ]);
  expect(await pendingMigrations(DATABASE_URL)).toEqual([]);
  expect(await migrate()).toEqual({ code: 0, output });
});
