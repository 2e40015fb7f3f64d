import { expect, it } from 'vitest';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, query } from '@/lib/testing/servers/database';
import { openAtFirst } from '@/lib/testing/servers/migrations';

it('adds up the calls and messages that were counted before, by day in UTC', async () => {
  const url = await openAtFirst(
    'test_daily_totals',
    `INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines')`,
  );
  await applyMigrations(url, '20261127080000_invitations');
  await execute(
    url,
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'x');
     INSERT INTO api_keys (id, workspace_id, environment, label, scopes, rate_limit, creation_token, created_by_id)
     SELECT 'key_1', id, 'live', 'Test', '{*}', 120, 'one', 'usr_1' FROM workspaces;
     INSERT INTO api_key_usage (api_key_id, hour, operation, status, calls) VALUES
       ('key_1', '2026-11-25T23:00:00Z', 'account.read', 200, 1), ('key_1', '2026-11-26T00:00:00Z', 'account.read', 200, 2),
       ('key_1', '2026-11-26T23:00:00Z', 'account.read', 204, 4), ('key_1', '2026-11-26T23:00:00Z', 'account.read', 422, 8),
       ('key_1', '2026-11-26T23:00:00Z', 'account.read', 503, 16), ('key_1', '2026-11-26T23:00:00Z', 'balance.read', 200, 32);
     INSERT INTO messages (id, workspace_id, environment, api_key_id, recipient, country, text, segments, price, status, sent_at,
       created_at)
     SELECT 'msg_' || status, 'ws_1', 'live', 'key_1', '+31612345678', country, '', 2, 10, status::"MessageStatus", sent_at,
       '2026-11-26T23:59:59Z'
     FROM (VALUES ('queued', 'NL', NULL), ('sent', 'NL', now()), ('delivered', 'NL', now()), ('undelivered', 'NL', now()),
       ('expired', 'NL', NULL), ('canceled', NULL, NULL)) AS message(status, country, sent_at)`,
  );
  await applyMigrations(url);
  expect(
    await query(
      url,
      `SELECT day::text, operation, environment, succeeded, refused, failed FROM api_key_daily_usage
       WHERE workspace_id = 'ws_1' ORDER BY day, operation`,
    ),
  ).toEqual([
    {
      day: '2026-11-25',
      operation: 'account.read',
      environment: 'live',
      succeeded: 1,
      refused: 0,
      failed: 0,
    },
    {
      day: '2026-11-26',
      operation: 'account.read',
      environment: 'live',
      succeeded: 6,
      refused: 8,
      failed: 16,
    },
    {
      day: '2026-11-26',
      operation: 'balance.read',
      environment: 'live',
      succeeded: 32,
      refused: 0,
      failed: 0,
    },
  ]);
  const totals = { day: '2026-11-26', api_key_id: 'key_1', environment: 'live' };
  expect(
    await query(
      url,
      `SELECT day::text, api_key_id, environment, country, messages, segments, delivered, failed, refunded, price::integer
       FROM message_totals ORDER BY country`,
    ),
  ).toEqual([
    { ...totals, country: '', messages: 1, segments: 2, delivered: 0, failed: 0, refunded: 1, price: 0 },
    { ...totals, country: 'NL', messages: 5, segments: 10, delivered: 1, failed: 1, refunded: 1, price: 40 },
  ]);
});
