import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { connect } from '@/lib/db/client';
import { MIGRATIONS_DIR, migrationNames } from '@/lib/db/migrations';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { execute, query, siblingUrl } from '@/lib/testing/database';

/** A database of its own at the first migration, with `rows` in it. */
async function openAtFirst(name: string, rows: string): Promise<string> {
  const url = siblingUrl(inject('adminUrl'), name);
  await execute(inject('adminUrl'), `CREATE DATABASE ${name}`);
  onTestFinished(() => execute(inject('adminUrl'), `DROP DATABASE ${name} WITH (FORCE)`));
  await migrate(url, '20261121000000_first');
  await execute(url, rows);
  return url;
}

async function migrate(url: string, migration: string): Promise<void> {
  await execute(url, await readFile(path.join(MIGRATIONS_DIR, migration, 'migration.sql'), 'utf8'));
}

it('keeps keys working, and as long as they were made, when their secrets get a table of their own', async () => {
  const url = await openAtFirst(
    'test_key_controls',
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'none');
     INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines');
     INSERT INTO api_keys (id, workspace_id, environment, label, secret_hash, masked_secret, creation_token, created_by_id)
     VALUES ('key_long', 'ws_1', 'live', 'Long', 'hash of long', 'kd_live_****aaaa', 'one', 'usr_1'),
            ('key_usual', 'ws_1', 'sandbox', 'Usual', 'hash of usual', 'kd_sandbox_****bbbb', 'two', 'usr_1');
     INSERT INTO audit_events (workspace_id, actor_kind, actor_id, action, target_id, detail)
     VALUES ('ws_1', 'member', 'usr_1', 'api_key.create', 'key_long', '{"length": 128}');`,
  );
  await migrate(url, '20261121100000_key_controls');

  const database = connect(url);
  onTestFinished(() => database.$disconnect());
  const keys = await database.apiKey.findMany({
    orderBy: { id: 'asc' },
    select: {
      id: true,
      secretLength: true,
      secrets: { select: { id: true, hash: true, masked: true, replacedAt: true, retiredAt: true } },
    },
  });
  expect(keys).toMatchObject([
    {
      id: 'key_long',
      secretLength: 128,
      secrets: [{ id: 'sec_long', masked: 'kd_live_****aaaa', replacedAt: null, retiredAt: null }],
    },
    { id: 'key_usual', secretLength: 64, secrets: [{ id: 'sec_usual', masked: 'kd_sandbox_****bbbb' }] },
  ]);
  const hashes = keys.flatMap(({ secrets }) => secrets.map(({ hash }) => Buffer.from(hash).toString()));
  expect(hashes).toEqual(['hash of long', 'hash of usual']);
});

it('stores names, labels and notes in NFC that were stored in another form', async () => {
  const url = await openAtFirst(
    'test_normalize_text',
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', U&'Zoe\\0308', 'none');
     INSERT INTO workspaces (id, name) VALUES ('ws_1', U&'Cafe\\0301'), ('ws_2', 'Engines');
     INSERT INTO api_keys (id, workspace_id, environment, label, secret_hash, masked_secret, creation_token, created_by_id)
     VALUES ('key_1', 'ws_1', 'live', U&'\\1112\\1161\\11AB', 'hash', 'kd_live_****aaaa', 'one', 'usr_1');`,
  );
  for (const migration of [
    '20261121100000_key_controls',
    '20261121110000_carrier',
    '20261121120000_support_visits',
  ]) {
    await migrate(url, migration);
  }
  await execute(
    url,
    `UPDATE users SET team = U&'E\\0301quipe';
     UPDATE api_keys SET allowlist = U&'[{"network": "203.0.113.7/32", "note": "Bu\\0308ro \\0022"}]'::jsonb;
     UPDATE workspaces SET allowlist = U&'[{"network": "203.0.113.8/32", "note": "Bu\\0308ro"}]'::jsonb WHERE id = 'ws_1'`.replace(
      '\\0022',
      '\\005C\\0022',
    ),
  );
  await migrate(url, '20261125110000_normalize_text');

  const database = connect(url);
  onTestFinished(() => database.$disconnect());
  const select = { name: true, allowlist: true };
  const workspaces = await database.workspace.findMany({ orderBy: { id: 'asc' }, select });
  expect(workspaces).toEqual([
    { name: 'Café', allowlist: [{ network: '203.0.113.8/32', note: 'Büro' }] },
    { name: 'Engines', allowlist: [] },
  ]);
  const [key] = await database.apiKey.findMany({ select: { label: true, allowlist: true } });
  expect(key?.label).toBe('한');
  expect(storedAllowlist(key?.allowlist)).toEqual([{ network: '203.0.113.7/32', note: 'Büro "' }]);
  expect(await database.user.findMany({ select: { name: true, team: true } })).toEqual([
    { name: 'Zoë', team: 'Équipe' },
  ]);
});

it('keeps the traces and the money of a database that has some, and then nobody changes them', async () => {
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
  for (const migration of [
    '20261121100000_key_controls',
    '20261121110000_carrier',
    '20261121120000_support_visits',
  ]) {
    await migrate(url, migration);
  }
  await execute(
    url,
    `INSERT INTO support_visits (id, workspace_id, subject_id, agent_id, reason, ticket, started_at, expires_at)
     VALUES ('visit_1', 'ws_1', 'usr_1', 'usr_2', 'To see it', 'T-1', now(), now() + interval '1 hour');
     INSERT INTO visited_pages (visit_id, path, at) VALUES ('visit_1', '/settings/api-keys', now());`,
  );
  await migrate(url, '20261125130000_append_only_traces');

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

it('renames visits to impersonation sessions in place, with what rows say about them', async () => {
  const migration = '20261126100000_impersonation_sessions';
  const url = await openAtFirst(
    'test_impersonation_sessions',
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'none'), ('usr_2', 'grace@provider.test', 'Grace', 'none');
     INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines');`,
  );
  const earlier = (await migrationNames()).filter((name) => name < migration);
  for (const name of earlier.slice(1)) await migrate(url, name);
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
  await migrate(url, migration);

  const database = connect(url);
  onTestFinished(() => database.$disconnect());
  expect(await database.impersonationSession.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
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

it('keeps stored responses and the audit log when a profile is recorded and the operation gets one name', async () => {
  const url = await openAtFirst(
    'test_profile',
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'none');
     INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Engines');
     INSERT INTO audit_events (workspace_id, actor_kind, actor_id, action, target_id)
     VALUES ('ws_1', 'apiKey', 'key_1', 'message.send', 'msg_1'), ('ws_1', 'system', NULL, 'message.refund', 'msg_1'),
            ('ws_1', 'member', 'usr_1', 'api_key.create', 'key_1');`,
  );
  for (const migration of [
    '20261121100000_key_controls',
    '20261121110000_carrier',
    '20261121120000_support_visits',
    '20261125100000_installation',
  ]) {
    await migrate(url, migration);
  }
  await execute(
    url,
    `INSERT INTO installation (secret_fingerprint) VALUES ('fingerprint');
     INSERT INTO idempotency_records (workspace_id, environment, operation, key, request_hash, status, body, expires_at)
     VALUES ('ws_1', 'sandbox', 'messages.send', 'order-1', 'hash', 202, '{"id": "msg_1"}', now() + interval '1 day');`,
  );
  for (const migration of [
    '20261126110000_stored_content_type',
    '20261126110100_sealed_secrets',
    '20261126110200_profile',
    '20261126110300_messages_in_the_audit_log',
  ]) {
    await migrate(url, migration);
  }

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

it('turns amounts into millionths and messages into charges, on a database with money in three currencies', async () => {
  const url = await openAtFirst(
    'test_money_in_millionths',
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'none');
     INSERT INTO workspaces (id, name, currency, live_balance, sandbox_balance)
     VALUES ('ws_eur', 'Euro', 'EUR', 2492, 100000000), ('ws_jpy', 'Yen', 'JPY', 992, 0), ('ws_kwd', 'Dinar', 'KWD', 0, 7);
     INSERT INTO api_keys (id, workspace_id, environment, label, secret_hash, masked_secret, creation_token, created_by_id)
     SELECT 'key_' || currency, id, 'live', 'One', currency::bytea, 'kd_live_****aaaa', 'one', 'usr_1' FROM workspaces;
     INSERT INTO messages (id, workspace_id, environment, api_key_id, recipient, text, segments, price)
     SELECT 'msg_' || currency, id, 'live', 'key_' || currency, '+31612345678', 'Hello', 1, 8 FROM workspaces;
     INSERT INTO ledger_entries (id, workspace_id, environment, kind, amount, message_id)
     VALUES ('led_1', 'ws_eur', 'live', 'credit', 2500, NULL), ('led_2', 'ws_eur', 'live', 'message', -8, 'msg_EUR'),
            ('led_3', 'ws_eur', 'sandbox', 'credit', 100000000, NULL), ('led_4', 'ws_jpy', 'live', 'credit', 1000, NULL),
            ('led_5', 'ws_jpy', 'live', 'message', -8, 'msg_JPY'), ('led_6', 'ws_kwd', 'live', 'credit', 8, NULL),
            ('led_7', 'ws_kwd', 'live', 'message', -8, 'msg_KWD'), ('led_8', 'ws_kwd', 'sandbox', 'credit', 7, NULL);`,
  );
  const migrations = await migrationNames();
  const MONEY = '20261126120000_money';
  for (const migration of migrations.filter((name) => name > '20261121000000_first' && name < MONEY)) {
    await migrate(url, migration);
  }
  await execute(
    url,
    `INSERT INTO ledger_entries (id, workspace_id, environment, kind, amount, message_id)
     VALUES ('led_9', 'ws_jpy', 'live', 'refund', 8, 'msg_JPY');
     UPDATE workspaces SET live_balance = 1000 WHERE id = 'ws_jpy';
     UPDATE api_keys SET spend_per_day = 1250, spend_per_month = NULL;
     INSERT INTO api_key_spend (api_key_id, day, amount) SELECT id, '2026-11-25', 8 FROM api_keys;`,
  );
  for (const migration of migrations.filter((name) => name >= MONEY)) await migrate(url, migration);

  const database = connect(url);
  onTestFinished(() => database.$disconnect());
  expect(await database.workspace.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
    { currency: 'EUR', liveBalance: 24_920_000n, sandboxBalance: 1_000_000_000_000n },
    { currency: 'JPY', liveBalance: 1_000_000_000n, sandboxBalance: 0n },
    { currency: 'KWD', liveBalance: 0n, sandboxBalance: 7_000n },
  ]);
  const prices = await database.message.findMany({ orderBy: { id: 'asc' }, select: { price: true } });
  expect(prices).toEqual([{ price: 80_000n }, { price: 8_000_000n }, { price: 8_000n }]);
  expect(
    await database.apiKey.findMany({
      orderBy: { id: 'asc' },
      select: { spendPerDay: true, spendPerMonth: true, spend: { select: { amount: true } } },
    }),
  ).toEqual([
    { spendPerDay: 12_500_000n, spendPerMonth: null, spend: [{ amount: 80_000n }] },
    { spendPerDay: 1_250_000_000n, spendPerMonth: null, spend: [{ amount: 8_000_000n }] },
    { spendPerDay: 1_250_000n, spendPerMonth: null, spend: [{ amount: 8_000n }] },
  ]);
  const charge = { chargeKind: 'message', reference: 'msg_JPY', messageId: 'msg_JPY' };
  const yen = await database.ledgerEntry.findMany({
    where: { workspaceId: 'ws_jpy' },
    orderBy: { id: 'asc' },
    omit: { createdAt: true, id: true, workspaceId: true, environment: true },
  });
  expect(yen).toEqual([
    { kind: 'credit', amount: 1_000_000_000n, chargeKind: null, reference: null, messageId: null },
    { kind: 'charge', amount: -8_000_000n, ...charge },
    { kind: 'refund', amount: 8_000_000n, ...charge },
  ]);
  expect(
    await database.price.findMany({
      where: { destination: { in: ['1', '31', '*'] } },
      orderBy: [{ amount: 'asc' }, { currency: 'asc' }],
    }),
  ).toEqual(
    [
      ['KWD', '1', 1_000n],
      ['KWD', '31', 8_000n],
      ['EUR', '1', 10_000n],
      ['KWD', '*', 10_000n],
      ['EUR', '31', 80_000n],
      ['EUR', '*', 100_000n],
      ['JPY', '1', 1_000_000n],
      ['JPY', '31', 8_000_000n],
      ['JPY', '*', 10_000_000n],
    ].map(([currency, destination, amount]) => ({
      currency,
      channel: 'sms',
      destination,
      network: '',
      amount,
    })),
  );
  const unequal = await query(
    url,
    `SELECT w.id FROM workspaces w LEFT JOIN ledger_entries l ON l.workspace_id = w.id GROUP BY w.id
     HAVING w.live_balance <> COALESCE(sum(l.amount) FILTER (WHERE l.environment = 'live'), 0)
       OR w.sandbox_balance <> COALESCE(sum(l.amount) FILTER (WHERE l.environment = 'sandbox'), 0)`,
  );
  expect(unequal).toEqual([]);

  for (const [sql, problem] of [
    ['UPDATE ledger_entries SET amount = 0', /append-only/],
    ['DELETE FROM ledger_entries', /append-only/],
    [`UPDATE workspaces SET live_balance = -1 WHERE id = 'ws_eur'`, /live_balance_check/],
    [`DELETE FROM messages WHERE id = 'msg_EUR'`, /foreign key/],
    [insertEntry(`'refund', 'message', 'msg_JPY', 'msg_JPY'`), /unique/],
    [insertEntry(`'charge', 'message', 'msg_other', NULL`), /message_check/],
    [insertEntry(`'charge', NULL, NULL, NULL`), /reference_check/],
    [insertEntry(`'credit', 'message', 'msg_JPY', 'msg_JPY'`), /reference_check/],
  ] as const) {
    await expect(execute(url, sql)).rejects.toThrow(problem);
  }
});

function insertEntry(values: string): string {
  return `INSERT INTO ledger_entries (id, workspace_id, environment, amount, kind, charge_kind, reference, message_id)
    VALUES ('led_new', 'ws_jpy', 'live', 1, ${values})`;
}
