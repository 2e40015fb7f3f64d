import { expect, it, onTestFinished } from 'vitest';
import { connect } from '@/lib/db/client';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute } from '@/lib/testing/servers/database';
import { openAtFirst } from '@/lib/testing/servers/migrations';

it('keeps the recorded requests and the money of a database, and then nobody can change them', async () => {
  const url = await openAtFirst(
    'test_append_only',
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'none'), ('usr_2', 'grace@provider.test', 'Grace', 'none');
     INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines');
     INSERT INTO api_keys (id, workspace_id, environment, label, secret_hash, masked_secret, creation_token, created_by_id)
     VALUES ('key_1', 'ws_1', 'live', 'One', 'hash', 'kd_live_****aaaa', 'one', 'usr_1');
     INSERT INTO messages (id, workspace_id, environment, api_key_id, recipient, text, segments, price)
     VALUES ('msg_1', 'ws_1', 'live', 'key_1', '+31612345678', 'Hello', 1, 7);
     INSERT INTO ledger_entries (id, workspace_id, environment, kind, amount, message_id)
     VALUES ('led_1', 'ws_1', 'live', 'message', -7, 'msg_1');`,
  );
  await applyMigrations(url, '20261125120000_known_browsers_and_mail_requests');
  await execute(
    url,
    `INSERT INTO support_visits (id, workspace_id, subject_id, agent_id, reason, ticket, started_at, expires_at)
     VALUES ('visit_1', 'ws_1', 'usr_1', 'usr_2', 'To see it', 'T-1', now(), now() + interval '1 hour');
     INSERT INTO visited_pages (visit_id, path, at) VALUES ('visit_1', '/settings/api-keys', now());`,
  );
  await applyMigrations(url, '20261125130000_append_only_traces');

  const database = connect(url);
  onTestFinished(() => database.$disconnect());
  expect(await database.$queryRaw`SELECT visit_id, path, verb, target_id FROM visited_pages`).toEqual([
    { visit_id: 'visit_1', path: '/settings/api-keys', verb: null, target_id: null },
  ]);
  const entries = await database.ledgerEntry.findMany({ select: { id: true, amount: true } });
  expect(entries).toEqual([{ id: 'led_1', amount: -7n }]);
  for (const sql of [
    'DELETE FROM visited_pages',
    'DELETE FROM ledger_entries',
    `UPDATE support_visits SET reason = 'Another'`,
  ]) {
    await expect(execute(url, sql)).rejects.toThrow(/append-only/);
  }
  await execute(url, `UPDATE support_visits SET ended_at = now(), "end" = 'exit', ended_by_id = 'usr_2'`);
});
