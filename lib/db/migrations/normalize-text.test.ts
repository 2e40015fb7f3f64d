import { expect, it, onTestFinished } from 'vitest';
import { connect } from '@/lib/db/client';
import { applyMigrations } from '@/lib/db/schema-engine';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { execute } from '@/lib/testing/servers/database';
import { openAtFirst } from '@/lib/testing/servers/migrations';

it('converts stored names, labels and notes to NFC', async () => {
  const url = await openAtFirst(
    'test_normalize_text',
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', U&'Zoe\\0308', 'none');
     INSERT INTO workspaces (id, name) VALUES ('ws_1', U&'Cafe\\0301'), ('ws_2', 'Engines');
     INSERT INTO api_keys (id, workspace_id, environment, label, secret_hash, masked_secret, creation_token, created_by_id)
     VALUES ('key_1', 'ws_1', 'live', U&'\\1112\\1161\\11AB', 'hash', 'kd_live_****aaaa', 'one', 'usr_1');`,
  );
  await applyMigrations(url, '20261125100000_installation');
  await execute(
    url,
    `UPDATE users SET team = U&'E\\0301quipe';
     UPDATE api_keys SET allowlist = U&'[{"network": "203.0.113.7/32", "note": "Bu\\0308ro \\0022"}]'::jsonb;
     UPDATE workspaces SET allowlist = U&'[{"network": "203.0.113.8/32", "note": "Bu\\0308ro"}]'::jsonb WHERE id = 'ws_1'`.replace(
      '\\0022',
      '\\005C\\0022',
    ),
  );
  await applyMigrations(url, '20261125110000_normalize_text');

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
