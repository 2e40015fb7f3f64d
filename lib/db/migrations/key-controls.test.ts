import { expect, it, onTestFinished } from 'vitest';
import { connect } from '@/lib/db/client';
import { applyMigrations } from '@/lib/db/schema-engine';
import { openAtFirst } from '@/lib/testing/servers/migrations';

it('keeps keys working, with their length, when their secrets move to a table of their own', async () => {
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
  await applyMigrations(url, '20261121100000_key_controls');

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
