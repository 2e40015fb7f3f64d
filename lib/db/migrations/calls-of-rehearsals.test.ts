import { expect, it } from 'vitest';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, query } from '@/lib/testing/servers/database';
import { openAtFirst } from '@/lib/testing/servers/migrations';

it('knows no single addresses of IPv6 networks, and counts the voice calls of before', async () => {
  const url = await openAtFirst(
    'test_calls_of_rehearsals',
    `INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines')`,
  );
  await applyMigrations(url, '20261127220000_refusal_groups_by_time');
  await execute(
    url,
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'x');
     INSERT INTO api_keys (id, workspace_id, environment, label, scopes, rate_limit, creation_token, created_by_id)
     SELECT 'key_1', id, 'live', 'Test', '{*}', 120, 'one', 'usr_1' FROM workspaces;
     INSERT INTO api_key_network_usage (api_key_id, day, network, address, calls) VALUES
       ('key_1', '2026-11-26', '192.0.2.7', '192.0.2.7', 3), ('key_1', '2026-11-26', '2001:db8::/64', '2001:db8::1', 4);
     INSERT INTO voice_calls (id, workspace_id, environment, api_key_id, group_id, recipient, country, text, price, created_at)
     SELECT 'vc_' || number, 'ws_1', 'live', 'key_1', 'vcg_1', '+31612345678', country, 'Hello', 1, made
     FROM (VALUES (1, 'NL', now()), (2, 'NL', now()), (3, NULL, now()), (4, 'NL', now() - interval '8 days'))
       AS call(number, country, made)`,
  );
  await applyMigrations(url);
  expect(
    await query(url, 'SELECT network, address, calls FROM api_key_address_usage ORDER BY network'),
  ).toEqual([
    { network: '192.0.2.7', address: '192.0.2.7', calls: 3 },
    { network: '2001:db8::/64', address: '2001:db8::/64', calls: 4 },
  ]);
  expect(await query(url, 'SELECT country, numbers FROM api_key_destinations ORDER BY country')).toEqual([
    { country: '', numbers: 1 },
    { country: 'NL', numbers: 2 },
  ]);
  // As a gateway of the version before counts, while it runs next to a new one.
  await execute(
    url,
    `INSERT INTO api_key_network_usage AS known (api_key_id, day, network, address, calls)
     VALUES ('key_1', '2026-11-26', '192.0.2.7', '192.0.2.7', 2), ('key_1', '2026-11-26', '2001:db8::/64', '2001:db8::2', 5)
     ON CONFLICT (api_key_id, day, network) DO UPDATE SET calls = known.calls + excluded.calls, address = excluded.address`,
  );
  expect(await query(url, 'SELECT address, calls FROM api_key_network_usage ORDER BY network')).toEqual([
    { address: '192.0.2.7', calls: 5 },
    { address: '2001:db8::2', calls: 9 },
  ]);
});
