import { expect, it, onTestFinished } from 'vitest';
import { connect } from '@/lib/db/client';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, query } from '@/lib/testing/servers/database';
import { openAtFirst } from '@/lib/testing/servers/migrations';

it('keeps stored responses and the audit log when a profile is recorded and the operation gets one name', async () => {
  const url = await openAtFirst(
    'test_profile',
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'none');
     INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines');
     INSERT INTO audit_events (workspace_id, actor_kind, actor_id, action, target_id)
     VALUES ('ws_1', 'apiKey', 'key_1', 'message.send', 'msg_1'), ('ws_1', 'system', NULL, 'message.refund', 'msg_1'),
            ('ws_1', 'member', 'usr_1', 'api_key.create', 'key_1');`,
  );
  await applyMigrations(url, '20261126100000_impersonation_sessions');
  await execute(
    url,
    `INSERT INTO installation (secret_fingerprint) VALUES ('fingerprint');
     INSERT INTO idempotency_records (workspace_id, environment, operation, key, request_hash, status, body, expires_at)
     VALUES ('ws_1', 'sandbox', 'messages.send', 'order-1', 'hash', 202, '{"id": "msg_1"}', now() + interval '1 day');`,
  );
  await applyMigrations(url, '20261126110300_messages_in_the_audit_log');

  const database = connect(url);
  onTestFinished(() => database.$disconnect());
  expect(await query(url, 'SELECT profile FROM installation')).toEqual([{ profile: 'keydesk' }]);
  expect(await database.idempotencyRecord.findMany()).toMatchObject([
    { key: 'order-1', status: 202, contentType: 'application/json', body: '{"id": "msg_1"}' },
  ]);
  expect(await query(url, 'SELECT action FROM audit_events ORDER BY id')).toEqual([
    { action: 'messages.send' },
    { action: 'messages.refund' },
    { action: 'api_key.create' },
  ]);
  await expect(execute(url, `UPDATE audit_events SET action = 'x'`)).rejects.toThrow(/append-only/);
});
