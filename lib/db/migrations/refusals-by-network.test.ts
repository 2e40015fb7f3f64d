import { expect, it } from 'vitest';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, query } from '@/lib/testing/servers/database';
import { openAtFirst } from '@/lib/testing/servers/migrations';

it('merges the groups of rejected calls from one IPv6 network', async () => {
  const url = await openAtFirst(
    'test_refusals_by_network',
    `INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines')`,
  );
  await applyMigrations(url, '20261127220000_refusal_groups_by_time');
  await execute(
    url,
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'x');
     INSERT INTO api_keys (id, workspace_id, environment, label, scopes, rate_limit, creation_token, created_by_id)
     VALUES ('key_1', 'ws_1', 'live', 'Test', '{*}', 120, 'one', 'usr_1');
     INSERT INTO key_refusal_groups (id, api_key_id, code, operation, address, cause, calls, first_at, last_at)
     SELECT id, 'key_1', 'FORBIDDEN', 'account.read', address, '', calls, at::timestamptz, at::timestamptz
     FROM (VALUES ('one', '2001:db8::1', 3, '2026-11-27T01:00:00Z'), ('two', '2001:db8::2', 4, '2026-11-27T02:00:00Z'),
       ('ipv4', '192.0.2.1', 5, '2026-11-27T03:00:00Z'), ('none', NULL, 6, '2026-11-27T04:00:00Z')
     ) AS refused(id, address, calls, at);
     INSERT INTO key_refusals (id, api_key_id, at, code, request_id, group_id)
     VALUES ('ref_1', 'key_1', '2026-11-27T01:00:00Z', 'FORBIDDEN', 'req_1', 'one')`,
  );
  await applyMigrations(url, '20261128050000_refusals_by_network');
  expect(
    await query(
      url,
      `SELECT id, address, last_address, calls::int, extract(hour FROM first_at AT TIME ZONE 'UTC')::int AS first
      FROM key_refusal_groups ORDER BY last_at`,
    ),
  ).toEqual([
    { id: 'two', address: '2001:db8::/64', last_address: '2001:db8::2', calls: 7, first: 1 },
    { id: 'ipv4', address: '192.0.2.1', last_address: '192.0.2.1', calls: 5, first: 3 },
    { id: 'none', address: null, last_address: null, calls: 6, first: 4 },
  ]);
  expect(await query(url, 'SELECT group_id FROM key_refusals')).toEqual([{ group_id: 'two' }]);
  // As a gateway of the version before counts, while it runs next to a new one.
  await execute(
    url,
    `INSERT INTO key_refusal_groups AS known
       (id, api_key_id, code, operation, address, cause, calls, first_at, last_at, detail)
     SELECT id, 'key_1', 'FORBIDDEN', 'account.read', address, '', 1, now(), now(), '{}'
     FROM (VALUES ('new', '2001:db8::1'), ('again', '192.0.2.1')) AS refused(id, address)
     ON CONFLICT (api_key_id, code, operation, address, cause) DO UPDATE SET calls = known.calls + excluded.calls`,
  );
  expect(await query(url, 'SELECT id, calls::int FROM key_refusal_groups ORDER BY id')).toEqual([
    { id: 'ipv4', calls: 6 },
    { id: 'new', calls: 1 },
    { id: 'none', calls: 6 },
    { id: 'two', calls: 7 },
  ]);
});
