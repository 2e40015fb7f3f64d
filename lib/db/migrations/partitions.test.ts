import { expect, it } from 'vitest';
import { z } from 'zod';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, openConnection, query } from '@/lib/testing/servers/database';
import { openBeforePartitions } from '@/lib/testing/servers/migrations';

/** The numbers of the files of a table and of those of its indexes that stay. */
const filesOf = (url: string, table: string) =>
  query(
    url,
    `SELECT relfilenode FROM pg_class
     WHERE oid = '${table}'::regclass
       OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = '${table}'::regclass AND NOT indisprimary)
     ORDER BY 1`,
  );

/** Waits until a migration waits for a lock of another transaction. */
const waitUntilLocked = (url: string) =>
  expect
    .poll(() =>
      query(url, `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'key_refusals'::regclass`),
    )
    .not.toEqual([]);

const firstSchema = z.tuple([z.object({ first: z.string() })]);

it('keeps the rows of a table as its first partition, without writing them again', async () => {
  const url = await openBeforePartitions('test_partitions');
  await execute(
    url,
    `INSERT INTO key_refusals (id, api_key_id, at, code, request_id) VALUES
       ('old', 'key_1', now() - interval '29 days', 'FORBIDDEN', 'req_1'), ('new', 'key_1', now(), 'FORBIDDEN', 'req_2')`,
  );
  const files = await filesOf(url, 'key_refusals');
  await applyMigrations(url, '20261129010150_key_of_refusals');
  // As the version before does if the update stops here for a while.
  await execute(
    url,
    `INSERT INTO key_refusals (id, api_key_id, at, code, request_id)
     VALUES ('later', 'key_1', now() + interval '59 days', 'FORBIDDEN', 'req_4')`,
  );
  await applyMigrations(url);
  const [{ first }] = firstSchema.parse(
    await query(url, 'SELECT DISTINCT tableoid::regclass::text AS first FROM key_refusals'),
  );
  expect(first).toMatch(/^key_refusals_until_\d{8}$/);
  expect(await filesOf(url, first)).toEqual(expect.arrayContaining(files));
  expect(await query(url, 'SELECT id FROM key_refusals ORDER BY id')).toEqual([
    { id: 'later' },
    { id: 'new' },
    { id: 'old' },
  ]);
  // As a gateway of the version before stores them, while it runs next to a new one.
  await execute(
    url,
    `INSERT INTO key_refusals (id, api_key_id, at, code, request_id) VALUES ('next', 'key_1', now(), 'FORBIDDEN', 'req_3')`,
  );
  await execute(
    url,
    `DELETE FROM key_refusals WHERE id IN (SELECT id FROM key_refusals WHERE id = 'old' LIMIT 10)`,
  );
  await expect(execute(url, `UPDATE key_refusals SET code = 'OTHER'`)).rejects.toThrow(/append-only/);
  await expect(execute(url, `UPDATE ${first} SET code = 'OTHER'`)).rejects.toThrow(/append-only/);
  await expect(
    execute(
      url,
      `INSERT INTO key_refusals (id, api_key_id, at, code, request_id) VALUES ('none', 'no_key', now(), '', '')`,
    ),
  ).rejects.toThrow(/foreign key/);
});

it('tries again while others have the table, and lets the rest go on meanwhile', async () => {
  const url = await openBeforePartitions('test_locked_partitions');
  const insert = (id: string) =>
    `INSERT INTO key_refusals (id, api_key_id, at, code, request_id) VALUES ('${id}', 'key_1', now(), '', '')`;
  const sender = await openConnection(url);
  try {
    await sender.query(`BEGIN; UPDATE api_keys SET label = 'Sends'; SELECT FROM key_refusals`);
    const migrated = applyMigrations(url, '20261129010200_refusals_by_day');
    await waitUntilLocked(url);
    // Waits for the migration until that gives up its lock.
    await execute(url, insert('other'));
    await waitUntilLocked(url);
    await sender.query(`${insert('own')}; COMMIT`);
    expect(await migrated).toContain('20261129010200_refusals_by_day');
  } finally {
    await sender.end();
  }
  expect(
    await query(
      url,
      'SELECT id, tableoid <> $$key_refusals$$::regclass AS moved FROM key_refusals ORDER BY id',
    ),
  ).toEqual([
    { id: 'other', moved: true },
    { id: 'own', moved: true },
  ]);
});
