import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MINUTE, SECOND } from '@/lib/clock';
import type { KeyUse, Usage } from '@/lib/domain/usage/record';
import { UseBuffer } from '@/lib/gateway/recording/use-buffer';
import { makeUse } from '@/lib/testing/factories/usage';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const keysOf = (uses: readonly { keyId: string }[] = []) => uses.map(({ keyId }) => keyId);

/** A buffer with a call of each of so many keys, and what it writes. */
function makeBuffer(keys: number) {
  const written: Usage[] = [];
  const database = { fails: false, failsForAddresses: false };
  const buffer = new UseBuffer(
    async (usage) => {
      if (database.fails) throw new Error('The database is away.');
      written.push(usage);
    },
    async () => {
      if (database.failsForAddresses) throw new Error('The database is away.');
    },
  );
  const keyIds = Array.from({ length: keys }, (_, n) => `key_${n}`);
  const call = (keyId: string, changes: Partial<KeyUse> = {}) =>
    buffer.add(makeUse({ keyId, secretId: `secret of ${keyId}`, ...changes }));
  for (const keyId of keyIds) call(keyId);
  return {
    ...{ buffer, keyIds, database, call, written },
    parts: () => written.map(({ counts }) => keysOf(counts)),
    sizes: () => written.map(({ counts }) => counts?.length),
  };
}

it('writes the use of many keys in parts of whole keys, with pauses', async () => {
  const { keyIds, call, written, parts, sizes } = makeBuffer(100);
  for (const keyId of keyIds) call(keyId, { status: 404, secretId: `other secret of ${keyId}` });
  await vi.advanceTimersByTimeAsync(SECOND);
  expect(sizes()).toEqual([80]);
  await vi.advanceTimersByTimeAsync(249);
  expect(sizes()).toEqual([80]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sizes()).toEqual([80, 80]);
  await vi.advanceTimersByTimeAsync(250);
  expect(sizes()).toEqual([80, 80, 40]);
  expect(new Set(parts().flat())).toEqual(new Set(keyIds));
  for (const { latest, counts, addresses, positions } of written) {
    const keys = new Set(keysOf(counts));
    expect(keys.size * 2).toBe(counts?.length);
    for (const others of [latest, addresses, positions]) expect(new Set(keysOf(others))).toEqual(keys);
  }
});

it('writes the time of the latest call, whichever was added last', async () => {
  const { buffer, call, written } = makeBuffer(0);
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second));
  for (const second of [10, 30, 20]) call('key_1', { at: at(second) });
  await buffer.close();
  expect(written).toMatchObject([{ latest: [{ at: at(30) }], counts: [{ calls: 3, lastAt: at(30) }] }]);
});

it('writes what is added meanwhile with its part, or a second later if that was written', async () => {
  const { call, keyIds, written, sizes } = makeBuffer(100);
  await vi.advanceTimersByTimeAsync(SECOND);
  const noon = new Date(Date.UTC(2126, 0, 1, 12));
  for (const keyId of keyIds) call(keyId, { at: noon });
  await vi.advanceTimersByTimeAsync(999);
  expect(sizes()).toEqual([40, 80, 40]);
  for (const { latest = [], counts = [] } of written.slice(1)) {
    expect(latest.filter(({ at }) => at < noon)).toEqual([]);
    expect(counts.map(({ calls }) => calls)).toEqual(counts.map(() => 1));
  }
  await vi.advanceTimersByTimeAsync(1);
  expect(sizes()).toEqual([40, 80, 40, 40]);
  expect(keysOf(written.at(-1)?.counts)).toEqual(keyIds.slice(0, 40));
});

it('writes thousands of keys in larger parts, so that none waits for more than six seconds', async () => {
  const { keyIds, parts } = makeBuffer(5_000);
  await vi.advanceTimersByTimeAsync(6 * SECOND);
  expect(parts().flat()).toEqual(keyIds);
});

it.each(['fails', 'failsForAddresses'] as const)(
  'keeps the parts that could not be written, and writes them with what was added since (%s)',
  async (failure) => {
    const { buffer, call, database, written, sizes } = makeBuffer(100);
    await vi.advanceTimersByTimeAsync(SECOND);
    database[failure] = true;
    await vi.advanceTimersByTimeAsync(250);
    call('key_99');
    database[failure] = false;
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(sizes()).toEqual([40, 40, 20]);
    const calls = written.flatMap(({ counts = [] }) => counts.map((count) => count.calls));
    expect(calls).toEqual([...Array(99).fill(1), 2]);
    await buffer.close();
    expect(sizes()).toEqual([40, 40, 20]);
  },
);

it('tries again what could not be written, also if no call follows', async () => {
  const { database, sizes } = makeBuffer(10);
  database.fails = true;
  await vi.advanceTimersByTimeAsync(SECOND);
  database.fails = false;
  await vi.advanceTimersByTimeAsync(SECOND);
  expect(sizes()).toEqual([10]);
});

it('writes all parts at once when it is closed, also those that wait for the end of a pause', async () => {
  const { buffer, call, keyIds, written } = makeBuffer(100);
  await vi.advanceTimersByTimeAsync(SECOND);
  for (const keyId of keyIds) call(keyId);
  const callsOf = (key: string) =>
    written
      .flatMap(({ counts = [] }) => counts)
      .filter(({ keyId }) => keyId === key)
      .reduce((sum, { calls }) => sum + calls, 0);
  const first = buffer.close();
  const second = buffer.close().then(() => keyIds.map(callsOf));
  await first;
  expect(await second, 'every close waits for all of them').toEqual(keyIds.map(() => 2));
});

it('writes the counts of signing secrets once', async () => {
  const { buffer, call, written } = makeBuffer(100);
  call('key_70', { signature: { oldId: 'old_1', isByOld: true } });
  call('key_71', { signature: { oldId: 'old_2', isByOld: false } });
  await buffer.close();
  expect(written.map(({ signatures }) => signatures)).toMatchObject([
    [
      { oldId: 'old_1', isByOld: true, calls: 1 },
      { oldId: 'old_2', isByOld: false, calls: 1 },
    ],
    [],
    [],
  ]);
});
