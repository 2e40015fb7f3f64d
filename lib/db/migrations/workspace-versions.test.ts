import { expect, it } from 'vitest';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, query } from '@/lib/testing/servers/database';
import { openAtFirst } from '@/lib/testing/servers/migrations';

it('gives a version to the workspaces of a database, and to new ones', async () => {
  const url = await openAtFirst(
    'test_workspace_versions',
    `INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines'), ('ws_2', 'Looms')`,
  );
  await applyMigrations(url, '20261126205000_workspace_versions');
  await execute(url, `INSERT INTO workspaces (id, name) VALUES ('ws_3', 'Tables')`);
  await execute(url, `DELETE FROM workspaces WHERE id = 'ws_2'`);
  const versions = await query(url, 'SELECT workspace_id FROM workspace_versions ORDER BY workspace_id');
  expect(versions).toEqual([{ workspace_id: 'ws_1' }, { workspace_id: 'ws_3' }]);
});
