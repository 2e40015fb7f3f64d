import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MINUTE } from '@/lib/clock';
import type { KeyUse, Usage } from '@/lib/domain/usage/record';
import { UseBuffer } from '@/lib/gateway/recording/use-buffer';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const CALL: Omit<KeyUse, 'keyId' | 'secretId'> = {
  at: new Date('2026-06-01T12:00:00Z'),
  operation: 'account.read',
  status: 200,
  isAuthenticated: true,
  address: '192.0.2.7',
  position: 1,
  client: null,
  page: null,
  inUrl: false,
};

/** A buffer with a call of each of so many keys, and the keys of each part that it writes. */
function makeBuffer(keys: number) {
  const parts: string[][] = [];
  const database = { fails: false };
  const keysOf = (uses: readonly { keyId: string }[] = []) => uses.map(({ keyId }) => keyId);
  const buffer = new UseBuffer(
    async ({ latest, counts, addresses, positions }: Usage) => {
      if (database.fails) throw new Error('The database is away.');
      const written = keysOf(counts);
      for (const others of [latest, addresses, positions]) expect(keysOf(others)).toEqual(written);
      parts.push(written);
    },
    async () => {},
  );
  const keyIds = Array.from({ length: keys }, (_, n) => `key_${n}`);
  const addCalls = () => {
    for (const keyId of keyIds) buffer.add({ ...CALL, keyId, secretId: `secret of ${keyId}` });
  };
  addCalls();
  return { buffer, keyIds, parts, database, addCalls, sizes: () => parts.map(({ length }) => length) };
}

it('writes the use of many keys in parts, with pauses', async () => {
  const { buffer, keyIds, parts, sizes, addCalls } = makeBuffer(100);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sizes()).toEqual([40]);
  addCalls();
  await vi.advanceTimersByTimeAsync(99);
  expect(sizes()).toEqual([40]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sizes()).toEqual([40, 40]);
  await vi.advanceTimersByTimeAsync(100);
  expect(sizes()).toEqual([40, 40, 20]);
  expect(parts.flat()).toEqual(keyIds);
  await vi.advanceTimersByTimeAsync(999);
  expect(sizes(), 'what was called since is written a second later').toEqual([40, 40, 20]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sizes()).toEqual([40, 40, 20, 40]);
  await buffer.close();
  expect(sizes()).toEqual([40, 40, 20, 40, 40, 20]);
});

it('keeps the parts that could not be written, and writes them later', async () => {
  const { keyIds, parts, sizes, database } = makeBuffer(100);
  await vi.advanceTimersByTimeAsync(1_000);
  database.fails = true;
  await vi.advanceTimersByTimeAsync(100);
  database.fails = false;
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(sizes()).toEqual([40, 40, 20]);
  expect(parts.flat()).toEqual(keyIds);
});

it('writes all parts at once when it is closed, also those that wait for the end of a pause', async () => {
  const { buffer, keyIds, parts, addCalls } = makeBuffer(100);
  await vi.advanceTimersByTimeAsync(1_000);
  addCalls();
  await buffer.close();
  expect(parts.flat()).toEqual([...keyIds, ...keyIds]);
});
