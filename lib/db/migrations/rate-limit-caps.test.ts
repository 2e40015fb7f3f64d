import { expect, it } from 'vitest';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, query } from '@/lib/testing/servers/database';
import { openAtFirst } from '@/lib/testing/servers/migrations';

it('keeps the cap of a workspace that has one of its own', async () => {
  const url = await openAtFirst(
    'test_rate_limit_caps',
    `INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines')`,
  );
  await applyMigrations(url, '20261126161000_ugx_prices');
  await execute(url, `INSERT INTO workspaces (id, name, rate_limit_cap) VALUES ('ws_2', 'Looms', 600)`);
  await applyMigrations(url, '20261126171000_rate_limit_caps');
  expect(await query(url, 'SELECT id, rate_limit_cap FROM workspaces ORDER BY id')).toEqual([
    { id: 'ws_1', rate_limit_cap: null },
    { id: 'ws_2', rate_limit_cap: 600 },
  ]);
});
