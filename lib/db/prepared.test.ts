import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUR } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { queryPrepared, transactPrepared } from '@/lib/db/prepared';

const PUT = { name: 'test-put', text: 'INSERT INTO things (thing) VALUES ($1::jsonb)' };
const PROCESS = { name: 'test-process', text: 'SELECT pg_backend_pid() AS id' };
const READ = { name: 'test-read', text: 'SELECT thing FROM things' };

beforeAll(() => db().$executeRaw`CREATE TABLE things (thing jsonb CHECK (thing <> '0'))`);

/** What cannot be sent: JSON has no circles. */
const circle: { self?: unknown } = {};
circle.self = circle;

describe('a transaction', () => {
  it.each([
    ['the server refuses', 0],
    ['cannot be sent', circle],
  ])('is rolled back if a statement that nobody waits for %s', async (_, bad) => {
    const done = transactPrepared(async (tx) => {
      tx.run(PUT, [1]);
      tx.run(PUT, [bad]);
      return { ok: true };
    });
    await expect(done).rejects.toThrow(/violates check|circular/);
    expect(await db().$queryRaw`SELECT * FROM things`).toEqual([]);
  });

  it('reports the first failure, and works again at once', async () => {
    const done = transactPrepared(async (tx) => {
      tx.run(PUT, [0]);
      return { ok: true, things: await tx.query(READ, []) };
    });
    await expect(done).rejects.toThrow(/violates check/);
    await expect(
      transactPrepared(async (tx) => ({ ok: true, things: await tx.query(READ, []) })),
    ).resolves.toEqual({
      ok: true,
      things: [],
    });
  });
});

it('plans a look-up once, also one for a short list', async () => {
  const find = { name: 'test-find', text: 'SELECT id FROM workspaces WHERE id = ANY($1::text[])' };
  const plans = {
    name: 'test-plans',
    text: `SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = 'test-find'`,
  };
  for (let time = 0; time < 7; time += 1) await queryPrepared(find, [['ws_1']]);
  expect(await queryPrepared(plans, [])).toEqual([{ generic_plans: '7', custom_plans: '0' }]);
  const explain = { name: 'test-explain', text: `EXPLAIN EXECUTE "test-find" ('{ws_1}')` };
  expect(JSON.stringify(await queryPrepared(explain, [])), 'a small table').toContain('workspaces_pkey');
});

async function readInTransaction() {
  const { rows } = await transactPrepared(async (tx) => ({ ok: true, rows: await tx.query(PROCESS, []) }));
  return rows;
}

describe('after a quiet time', () => {
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['a look-up', () => queryPrepared(PROCESS, [])],
    ['a transaction', readInTransaction],
  ])('%s has the connection of before', async (_, readProcess) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const before = await readProcess();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(await readProcess()).toEqual(before);
  });
});
