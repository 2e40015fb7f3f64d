import { expect, it, onTestFinished } from 'vitest';
import { connect } from '@/lib/db/client';
import { transactPrepared } from '@/lib/db/prepared';
import { execute } from '@/lib/testing/database';

const SHOW = { name: 'show', text: 'SHOW transaction_isolation' };

it('is READ COMMITTED, whatever the default of the database', async () => {
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
