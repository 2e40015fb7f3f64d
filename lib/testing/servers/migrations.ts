import { inject, onTestFinished } from 'vitest';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute } from '@/lib/testing/servers/database';
import { siblingUrl } from '@/lib/testing/servers/sibling-url';

/** A database of its own at the first migration, with `rows` in it; dropped after the test. */
export async function openAtFirst(name: string, rows: string): Promise<string> {
  const url = siblingUrl(inject('adminUrl'), name);
  await execute(inject('adminUrl'), `CREATE DATABASE ${name}`);
  onTestFinished(() => execute(inject('adminUrl'), `DROP DATABASE ${name} WITH (FORCE)`));
  await applyMigrations(url, '20261121000000_first');
  await execute(url, rows);
  return url;
}
