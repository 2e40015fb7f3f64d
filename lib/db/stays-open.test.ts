import { afterEach, expect, it, vi } from 'vitest';
import { HOUR } from '@/lib/clock';
import { queryPrepared, transactPrepared } from '@/lib/db/prepared';

afterEach(() => void vi.useRealTimers());

const PROCESS = { name: 'test-process', text: 'SELECT pg_backend_pid() AS id' };

async function readInTransaction() {
  const { rows } = await transactPrepared(async (tx) => ({ ok: true, rows: await tx.query(PROCESS, []) }));
  return rows;
}

it.each([
  ['a look-up', () => queryPrepared(PROCESS, [])],
  ['a transaction', readInTransaction],
])('after a quiet time, %s has the connection of before', async (_, readProcess) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const before = await readProcess();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(await readProcess()).toEqual(before);
});
