import { expect, it, onTestFinished } from 'vitest';
import { connect } from '@/lib/db/client';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, query } from '@/lib/testing/servers/database';
import { openAtFirst } from '@/lib/testing/servers/migrations';

it('renames visits to impersonation sessions, also in audit events', async () => {
  const url = await openAtFirst(
    'test_impersonation_sessions',
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'none'), ('usr_2', 'grace@provider.test', 'Grace', 'none');
     INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines');`,
  );
  await applyMigrations(url, '20261125130000_append_only_traces');
  await execute(
    url,
    `INSERT INTO support_visits (id, workspace_id, subject_id, agent_id, reason, ticket, started_at, expires_at, ended_at, "end")
     VALUES ('visit_1', 'ws_1', 'usr_1', 'usr_2', 'To see it', 'T-1', now(), now() + interval '1 hour', now(), 'exit'),
            ('visit_2', 'ws_1', 'usr_1', 'usr_2', 'To see it', 'T-2', now(), now() + interval '1 hour', NULL, NULL);
     INSERT INTO visited_pages (visit_id, path, verb, target_id, at) VALUES
       ('visit_1', '/settings/api-keys', NULL, NULL, now()),
       ('visit_1', '/settings/api-keys', 'api-keys/impact', 'key_1', now()),
       ('visit_1', '/settings/support-access/visit_1', NULL, NULL, now()),
       ('visit_1', '/settings/support-access', 'support/end-visit', 'visit_1', now()),
       ('visit_1', '/settings/support-access/presence', 'support/read-presence', NULL, now());
     INSERT INTO audit_events (workspace_id, actor_kind, actor_id, subject_id, visit_id, action, target_id, detail) VALUES
       ('ws_1', 'staff', 'usr_2', 'usr_1', 'visit_1', 'support.start_visit', 'visit_1', '{"reason": "To see it", "minutes": 15}'),
       ('ws_1', 'staff', 'usr_2', 'usr_1', 'visit_1', 'support.ask_to_act', 'visit_1', '{"reason": "To fix it"}'),
       ('ws_1', 'member', 'usr_1', NULL, NULL, 'support.grant_request', 'visit_1', '{}'),
       ('ws_1', 'member', 'usr_1', NULL, NULL, 'support.refuse_request', 'visit_1', '{}'),
       ('ws_1', 'member', 'usr_1', NULL, NULL, 'support.set_access', 'ws_1', '{"to": {"access": "never"}}'),
       ('ws_1', 'impersonated', 'usr_2', 'usr_1', 'visit_1', 'api_key.revoke', 'key_1', '{"end": "kept"}'),
       ('ws_1', 'staff', 'usr_2', 'usr_1', 'visit_1', 'support.end_visit', 'visit_1', '{"end": "exit"}'),
       ('ws_1', 'staff', 'usr_2', NULL, NULL, 'support.read_summary', 'ws_1', '{}');`,
  );
  await applyMigrations(url, '20261126100000_impersonation_sessions');

  const database = connect(url);
  onTestFinished(() => database.$disconnect());
  expect(
    await database.impersonationSession.findMany({
      orderBy: { id: 'asc' },
      select: { id: true, ticket: true, endReason: true },
    }),
  ).toEqual([
    { id: 'imp_1', ticket: 'T-1', endReason: 'exit' },
    { id: 'imp_2', ticket: 'T-2', endReason: null },
  ]);
  const select = { impersonationId: true, path: true, verb: true, targetId: true };
  const requests = await database.impersonatedRequest.findMany({ orderBy: { id: 'asc' }, select });
  expect(requests.map(({ path, verb, targetId }) => [path, verb, targetId])).toEqual([
    ['/settings/api-keys', null, null],
    ['/settings/api-keys', 'api-keys/impact', 'key_1'],
    ['/settings/support-access/imp_1', null, null],
    ['/settings/support-access', 'impersonation/end', 'imp_1'],
    ['/settings/support-access/active-sessions', 'impersonation/active-sessions', null],
  ]);
  expect(requests.every(({ impersonationId }) => impersonationId === 'imp_1')).toBe(true);
  const events = await database.auditEvent.findMany({ orderBy: { id: 'asc' } });
  expect(events.map((event) => [event.action, event.impersonationId, event.targetId, event.detail])).toEqual([
    ['impersonation.start', 'imp_1', 'imp_1', { reason: 'To see it', minutes: 15 }],
    ['impersonation.ask_to_act', 'imp_1', 'imp_1', { reason: 'To fix it' }],
    ['impersonation.grant_request', null, 'imp_1', {}],
    ['impersonation.refuse_request', null, 'imp_1', {}],
    ['impersonation.set_access', null, 'ws_1', { to: { access: 'never' } }],
    ['api_key.revoke', 'imp_1', 'key_1', { end: 'kept' }],
    ['impersonation.end', 'imp_1', 'imp_1', { endReason: 'exit' }],
    ['support.read_summary', null, 'ws_1', {}],
  ]);

  // The old word names nothing any more, and the triggers are back.
  const left = await query(
    url,
    `SELECT name FROM (
       SELECT relname AS name FROM pg_class UNION ALL SELECT conname FROM pg_constraint UNION ALL SELECT typname FROM pg_type
       UNION ALL SELECT column_name FROM information_schema.columns UNION ALL SELECT tgname FROM pg_trigger
       UNION ALL SELECT proname FROM pg_proc UNION ALL SELECT prosrc FROM pg_proc
     ) AS names WHERE name LIKE '%visit%'`,
  );
  expect(left).toEqual([]);
  for (const sql of [
    'DELETE FROM impersonation_sessions',
    `UPDATE impersonation_sessions SET reason = 'Another'`,
    `UPDATE impersonated_requests SET path = '/'`,
    `UPDATE audit_events SET action = 'another'`,
  ]) {
    await expect(execute(url, sql), sql).rejects.toThrow(/append-only/);
  }
  await execute(
    url,
    `UPDATE impersonation_sessions SET ended_at = now(), end_reason = 'lead' WHERE id = 'imp_2'`,
  );
});
