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

/** A database of its own before the migrations that make partitions, with a key in it; dropped after the test. */
export async function openBeforePartitions(name: string): Promise<string> {
  const url = await openAtFirst(name, `INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines')`);
  await applyMigrations(url, '20261128050100_last_calls');
  await execute(
    url,
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'x');
     INSERT INTO api_keys (id, workspace_id, environment, label, scopes, rate_limit, creation_token, created_by_id)
     VALUES ('key_1', 'ws_1', 'live', 'Test', '{*}', 120, 'one', 'usr_1')`,
  );
  return url;
}
