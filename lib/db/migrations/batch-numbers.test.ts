import { expect, it } from 'vitest';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, query } from '@/lib/testing/servers/database';
import { openAtFirst } from '@/lib/testing/servers/migrations';

const batch = (id: string, workspace: string, minute: number) =>
  `('${id}', '${workspace}', 'live', 'key_${workspace}', 'Hello', '{}', 1, 1, 80000, '2026-11-26T10:${minute}:00Z')`;

it('numbers the batches of each workspace in the order in which they were sent', async () => {
  const url = await openAtFirst(
    'test_batch_numbers',
    `INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines'), ('ws_2', 'Looms')`,
  );
  await applyMigrations(url, '20261126184000_running_requests');
  await execute(
    url,
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'x')`,
  );
  await execute(
    url,
    `INSERT INTO api_keys (id, workspace_id, environment, label, scopes, rate_limit, creation_token, created_by_id)
      SELECT 'key_' || id, id, 'live', 'Test', '{*}', 120, gen_random_uuid(), 'usr_1' FROM workspaces`,
  );
  await execute(
    url,
    `INSERT INTO message_batches
        (id, workspace_id, environment, api_key_id, text, first_recipients, recipients, segments, price, created_at)
      VALUES ${[batch('batch_1', 'ws_1', 15), batch('batch_2', 'ws_2', 16), batch('batch_3', 'ws_1', 14)].join()}`,
  );
  await applyMigrations(url);
  expect(await query(url, 'SELECT id, number, skipped FROM message_batches ORDER BY id')).toEqual([
    { id: 'batch_1', number: 2, skipped: 0 },
    { id: 'batch_2', number: 1, skipped: 0 },
    { id: 'batch_3', number: 1, skipped: 0 },
  ]);

  // A process of the earlier version still runs.
  await execute(
    url,
    `INSERT INTO message_batches
        (id, workspace_id, environment, api_key_id, text, first_recipients, recipients, segments, price, created_at)
      VALUES ${batch('batch_4', 'ws_1', 17)}`,
  );
  expect(await query(url, `SELECT number FROM message_batches WHERE id = 'batch_4'`)).toEqual([
    { number: 3 },
  ]);
});
