import { expect, it } from 'vitest';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, query } from '@/lib/testing/servers/database';
import { openBeforePartitions } from '@/lib/testing/servers/migrations';

const insertMessage = (id: string, createdAt: string) => `
  INSERT INTO messages (id, workspace_id, environment, api_key_id, recipient, text, segments, price, created_at, next_step_at)
  VALUES ('${id}', 'ws_1', 'live', 'key_1', '+31612345678', 'Hello', 1, 10, ${createdAt}, ${createdAt})`;

const insertCharge = (id: string, number: number) => `
  INSERT INTO ledger_entries (id, workspace_id, environment, number, kind, amount, balance_after, charge_kind, reference, message_id)
  VALUES ('led_${number}', 'ws_1', 'live', ${number}, 'charge', -10, 100, 'message', '${id}', '${id}')`;

const partitionOf = (url: string, id: string) =>
  query(url, `SELECT tableoid::regclass::text AS name FROM messages WHERE id = '${id}'`);

it('keeps messages as the first partition, and their charges', async () => {
  const url = await openBeforePartitions('test_messages_by_month');
  await execute(
    url,
    `${insertMessage('msg_old', `now() - interval '1 year'`)}; ${insertCharge('msg_old', 1)};
     ${insertMessage('msg_free', 'now()')}`,
  );
  await applyMigrations(url);
  const first = { name: expect.stringMatching(/^messages_until_\d{8}$/) };
  expect(await partitionOf(url, 'msg_old')).toEqual([first]);

  // As a process of the version before writes, while it runs next to a new one.
  await execute(url, `${insertMessage('msg_next', 'now()')}; ${insertCharge('msg_next', 2)}`);
  await execute(url, `UPDATE messages SET attempts = attempts + 1, next_step_at = NULL WHERE id = 'msg_old'`);
  expect(await partitionOf(url, 'msg_next')).toEqual([first]);
  await execute(url, insertMessage('msg_late', `'2099-01-01T00:00:00Z'`));
  expect(await partitionOf(url, 'msg_late')).toEqual([{ name: 'messages_default' }]);

  for (const table of ['messages', 'messages_default']) {
    await expect(execute(url, `TRUNCATE ${table}`)).rejects.toThrow(/append-only/);
  }
  await expect(execute(url, `DELETE FROM messages WHERE id = 'msg_old'`)).rejects.toThrow(/foreign key/);
  await execute(url, `DELETE FROM messages WHERE id = 'msg_free'`);
  await expect(execute(url, insertMessage('msg_late', `'2099-01-01T00:00:00Z'`))).rejects.toThrow(/unique/);
  expect(await query(url, 'SELECT id FROM messages ORDER BY id')).toEqual([
    { id: 'msg_late' },
    { id: 'msg_next' },
    { id: 'msg_old' },
  ]);
});
