import { expect, it } from 'vitest';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, openConnection, query } from '@/lib/testing/servers/database';
import { openBeforePartitions } from '@/lib/testing/servers/migrations';

const LAST_BEFORE = '20261130010000_changes_of_scopes';

/** As the version before writes an event with a delivery. */
const insertDelivery = (name: string, at: string, state = 'pending') => `
  INSERT INTO webhook_events (id, workspace_id, environment, type, subject, data, created_at)
  VALUES ('evt_${name}', 'ws_1', 'live', 'message.sent', 'msg_${name}', '{}', ${at});
  INSERT INTO webhook_deliveries
    (id, event_id, workspace_id, environment, endpoint_id, queue, subject, state, next_attempt_at, created_at)
  VALUES ('dlv_${name}', 'evt_${name}', 'ws_1', 'live', 'whe_1', 'whe_1', 'msg_${name}', '${state}', ${at}, ${at})`;

/** The same for an attempt. */
const insertAttempt = (name: string) => `
  INSERT INTO webhook_attempts (delivery_id, at, duration_ms, url, request_headers, request_body)
  VALUES ('dlv_${name}', now(), 1, '', '{}', '')`;

const pendingOf = (url: string) =>
  query(
    url,
    'SELECT delivery_id AS id, claimed_until IS NOT NULL AS claimed FROM pending_webhook_deliveries ORDER BY 1',
  );

const partitionsOf = (url: string, name: string) =>
  query(
    url,
    `SELECT tableoid::regclass::text AS name FROM webhook_events WHERE id = 'evt_${name}'
     UNION ALL SELECT tableoid::regclass::text FROM webhook_deliveries WHERE id = 'dlv_${name}'
     UNION ALL SELECT tableoid::regclass::text FROM webhook_attempts WHERE delivery_id = 'dlv_${name}'`,
  );

const FIRST = ['events', 'deliveries', 'attempts'].map((table) => ({
  name: expect.stringMatching(new RegExp(`^webhook_${table}_until_\\d{8}$`)),
}));

const filesOf = (url: string, pattern: string) =>
  query(
    url,
    `SELECT relfilenode AS file FROM pg_class WHERE relkind = 'r' AND relname ~ '${pattern}' ORDER BY relname`,
  );

it('keeps events, deliveries and attempts as the first partitions, and what is pending', async () => {
  const url = await openBeforePartitions('test_webhooks_by_day');
  await applyMigrations(url, LAST_BEFORE);
  const old = `now() - interval '29 days'`;
  await execute(url, `${insertDelivery('sent', old, 'delivered')}; ${insertAttempt('sent')}`);
  await execute(url, `${insertDelivery('waits', old)}; ${insertAttempt('waits')}`);
  const files = await filesOf(url, '^webhook_(events|deliveries|attempts)$');

  await applyMigrations(url, '20261130030070_keys_of_webhook_attempts');
  // As the version before does if the update stops here for a while.
  await execute(
    url,
    `${insertDelivery('halfway', `now() + interval '59 days'`)}; ${insertAttempt('halfway')}`,
  );
  await applyMigrations(url);
  expect(await filesOf(url, '^webhook_(events|deliveries|attempts)_until')).toEqual(files);
  for (const name of ['sent', 'waits', 'halfway']) expect(await partitionsOf(url, name)).toEqual(FIRST);
  expect(await pendingOf(url)).toEqual([
    { id: 'dlv_halfway', claimed: false },
    { id: 'dlv_waits', claimed: false },
  ]);
});

it('copies what is pending while others go on, and nothing that they finish meanwhile', async () => {
  const url = await openBeforePartitions('test_pending_webhooks');
  await applyMigrations(url, LAST_BEFORE);
  for (const name of ['finished', 'postponed', 'waits']) await execute(url, insertDelivery(name, 'now()'));
  await applyMigrations(url, '20261130030000_pending_webhook_deliveries');
  expect(await pendingOf(url)).toEqual([]);
  await execute(
    url,
    `UPDATE webhook_deliveries SET next_attempt_at = '2027-01-01Z' WHERE id = 'dlv_postponed'`,
  );
  const worker = await openConnection(url);
  try {
    await worker.query(
      `BEGIN; UPDATE webhook_deliveries SET state = 'delivered', next_attempt_at = NULL WHERE id = 'dlv_finished'`,
    );
    const migrated = applyMigrations(url, '20261130030010_rows_of_pending_webhook_deliveries');
    await expect
      .poll(() => query(url, `SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`))
      .toHaveLength(1);
    await execute(url, insertDelivery('new', 'now()'));
    await worker.query('COMMIT');
    await migrated;
  } finally {
    await worker.end();
  }
  expect(await pendingOf(url)).toEqual(
    ['dlv_new', 'dlv_postponed', 'dlv_waits'].map((id) => ({ id, claimed: false })),
  );
  expect(
    await query(
      url,
      `SELECT next_attempt_at = '2027-01-01Z' AS kept FROM pending_webhook_deliveries WHERE delivery_id = 'dlv_postponed'`,
    ),
  ).toEqual([{ kept: true }]);
});

it('goes on with what a worker of the version before does during an update', async () => {
  const url = await openBeforePartitions('test_webhooks_of_before');
  await applyMigrations(url, LAST_BEFORE);
  await execute(url, insertDelivery('old', 'now()'));
  await applyMigrations(url);
  await execute(url, insertDelivery('next', 'now()'));
  // It claims one, and finishes the other.
  await execute(
    url,
    `UPDATE webhook_deliveries SET attempts = attempts + 1, claimed_until = now() + interval '1 minute'
     WHERE id = 'dlv_next' AND state = 'pending'`,
  );
  await execute(
    url,
    `${insertAttempt('old')};
     UPDATE webhook_deliveries SET state = 'delivered', next_attempt_at = NULL, claimed_until = NULL WHERE id = 'dlv_old'`,
  );
  expect(await pendingOf(url)).toEqual([{ id: 'dlv_next', claimed: true }]);
  expect(await partitionsOf(url, 'old')).toEqual(FIRST);
  // A member sends it again.
  await execute(
    url,
    `UPDATE webhook_deliveries SET state = 'pending', attempts = 0, next_attempt_at = now() WHERE id = 'dlv_old'`,
  );
  expect(await pendingOf(url)).toEqual([
    { id: 'dlv_next', claimed: true },
    { id: 'dlv_old', claimed: false },
  ]);
  // It deletes old events, and counts on foreign keys.
  await execute(
    url,
    `DELETE FROM webhook_events WHERE id IN (SELECT id FROM webhook_events WHERE id = 'evt_old' LIMIT 10)`,
  );
  expect(await partitionsOf(url, 'old')).toEqual([]);
  expect(await pendingOf(url)).toEqual([{ id: 'dlv_next', claimed: true }]);
});

it('makes ids in the database that tell their time', async () => {
  const url = await openBeforePartitions('test_ids_with_times');
  await applyMigrations(url);
  expect(await query(url, `SELECT new_id_at('dlv', '2026-11-27T10:00:00.123Z') AS id`)).toEqual([
    { id: expect.stringMatching(/^dlv_01a21c72917b7[0-9a-f]{3}[89ab][0-9a-f]{15}$/) },
  ]);
});
