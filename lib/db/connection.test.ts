import { expect, it, onTestFinished } from 'vitest';
import { connect } from '@/lib/db/client';
import { Connection } from '@/lib/db/connection';
import { transactPrepared } from '@/lib/db/prepared';
import { execute } from '@/lib/testing/servers/database';

const SHOW = { name: 'show', text: 'SHOW transaction_isolation' };

it('is READ COMMITTED, no matter what the default of the database is', async () => {
  const url = process.env.DATABASE_URL ?? '';
  const name = new URL(url).pathname.slice(1);
  await execute(url, `ALTER DATABASE ${name} SET default_transaction_isolation = 'repeatable read'`);
  const database = connect(url);
  onTestFinished(() => database.$disconnect());
  const committed = [{ transaction_isolation: 'read committed' }];
  expect(await database.$queryRaw`SHOW transaction_isolation`).toEqual(committed);
  const shown = await transactPrepared(async (tx) => ({ ok: true, rows: await tx.query(SHOW, []) }));
  expect(shown.rows).toEqual(committed);
});

it('closes without an uncaught error if the server closes it between two queries', async () => {
  const url = process.env.DATABASE_URL ?? '';
  const connection = new Connection({ connectionString: url });
  await connection.connect();
  const { rows } = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ended = new Promise<void>((resolve) => connection.once('end', () => resolve()));
  await execute(url, `SELECT pg_terminate_backend(${rows[0]?.pid})`);
  await ended;
  await expect(connection.query('SELECT 1')).rejects.toThrow();
});
