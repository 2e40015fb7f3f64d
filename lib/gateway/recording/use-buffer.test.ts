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
  const room = { countsLeft: 10_000, addressesLeft: 10_000 };
  const buffer = new UseBuffer(
    async (usage) => {
      if (database.fails) throw new Error('The database is away.');
      written.push(usage);
    },
    async () => {
      if (database.failsForAddresses) throw new Error('The database is away.');
    },
    room,
  );
  const keyIds = Array.from({ length: keys }, (_, n) => `key_${n}`);
  const call = (keyId: string, changes: Partial<KeyUse> = {}) =>
    buffer.add(makeUse({ keyId, secretId: `secret of ${keyId}`, ...changes }));
  for (const keyId of keyIds) call(keyId);
  return {
    ...{ buffer, keyIds, database, call, written, room },
    parts: () => written.map(({ counts }) => keysOf(counts)),
    sizes: () => written.map(({ counts }) => counts?.length),
  };
}

it('writes the use of many secrets in parts, with pauses', async () => {
  const { keyIds, call, written, sizes } = makeBuffer(100);
  for (const keyId of keyIds) call(keyId, { status: 404, secretId: `other secret of ${keyId}` });
  await vi.advanceTimersByTimeAsync(SECOND);
  expect(sizes()).toEqual([40]);
  await vi.advanceTimersByTimeAsync(249);
  expect(sizes()).toEqual([40]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sizes()).toEqual([40, 40]);
  await vi.advanceTimersByTimeAsync(750);
  expect(sizes()).toEqual([40, 40, 40, 40, 40]);
  expect(new Set(written.flatMap(({ counts = [] }) => counts.map(({ secretId }) => secretId))).size).toBe(
    200,
  );
  for (const { latest, counts, addresses, positions } of written) {
    expect(keysOf(latest)).toEqual(keysOf(counts));
    const succeeded = keysOf(counts?.filter(({ status }) => status === 200));
    for (const others of [addresses, positions]) expect(keysOf(others)).toEqual(succeeded);
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

it('writes only the calls since the last write, also of a secret that is called in the same way all the time', async () => {
  const { call, written } = makeBuffer(0);
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second));
  for (const [seconds, position] of [
    [[1, 2], 1],
    [[3], 2],
    [[4, 5], 3],
  ] as const) {
    for (const second of seconds) call('key_1', { at: at(second), position });
    await vi.advanceTimersByTimeAsync(SECOND);
  }
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(written).toMatchObject([
    { latest: [{ at: at(2) }], counts: [{ calls: 2, lastAt: at(2) }], positions: [{ byStep: [2] }] },
    { latest: [{ at: at(3) }], counts: [{ calls: 1, lastAt: at(3) }], positions: [{ byStep: [0, 1] }] },
    { latest: [{ at: at(5) }], counts: [{ calls: 2, lastAt: at(5) }], positions: [{ byStep: [0, 0, 2] }] },
  ]);
});

it('writes the calls of a secret that was not used for a while', async () => {
  const { call, written } = makeBuffer(1);
  await vi.advanceTimersByTimeAsync(SECOND);
  for (let n = 0; n < 2; n++) {
    call('key_1');
    await vi.advanceTimersByTimeAsync(SECOND);
  }
  call('key_0');
  await vi.advanceTimersByTimeAsync(SECOND);
  expect(written.map(({ counts }) => keysOf(counts))).toEqual([['key_0'], ['key_1'], ['key_1'], ['key_0']]);
});

it('adds what could not be written to other calls with the same secret', async () => {
  const { call, database, written } = makeBuffer(1);
  call('key_0', { address: '192.0.2.8', position: 2 });
  database.fails = true;
  await vi.advanceTimersByTimeAsync(SECOND);
  call('key_0', { status: 404 });
  call('key_0', { position: 2 });
  database.fails = false;
  await vi.advanceTimersByTimeAsync(SECOND);
  expect(written).toMatchObject([
    {
      latest: [{ keyId: 'key_0' }],
      counts: [
        { status: 200, calls: 3 },
        { status: 404, calls: 1 },
      ],
      addresses: [
        { address: '192.0.2.7', calls: 2 },
        { address: '192.0.2.8', calls: 1 },
      ],
      positions: [{ byStep: [1, 2] }],
    },
  ]);
});

it('has as much room as before when everything is written, also after a failure', async () => {
  const { call, database, room, written } = makeBuffer(0);
  const before = { ...room };
  for (const keyId of ['key_1', 'key_2']) call(keyId);
  expect(room).toEqual(before);
  database.fails = true;
  await vi.advanceTimersByTimeAsync(SECOND);
  expect(room).toEqual({ countsLeft: before.countsLeft - 4, addressesLeft: before.addressesLeft - 4 });
  for (const keyId of ['key_1', 'key_2']) call(keyId, { address: '192.0.2.8' });
  database.fails = false;
  await vi.advanceTimersByTimeAsync(SECOND);
  expect(written).toHaveLength(1);
  expect(room).toEqual(before);
});

it('writes the counts of signing secrets once', async () => {
  const { buffer, call, written } = makeBuffer(100);
  call('key_70', { signature: { oldId: 'old_1', isByOld: true } });
  call('key_71', { signature: { oldId: 'old_2', isByOld: false } });
  await buffer.close();
  expect(written.map(({ signatures }) => signatures)).toMatchObject([
    [],
    [
      { oldId: 'old_1', isByOld: true, calls: 1 },
      { oldId: 'old_2', isByOld: false, calls: 1 },
    ],
    [],
  ]);
});
