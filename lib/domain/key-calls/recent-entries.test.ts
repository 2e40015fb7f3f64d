import { expect, it } from 'vitest';
import { RecentEntries } from '@/lib/domain/key-calls/recent-entries';

const SIZE = 10;

function fill(entries: RecentEntries<number, string>, from: number, count: number): void {
  for (let key = from; key < from + count; key += 1) entries.set(key, `value ${key}`);
}

const keysOf = (entries: RecentEntries<number, string>, keys: number) =>
  Array.from({ length: keys }, (_, key) => key).filter((key) => entries.get(key) !== undefined);

it('keeps the latest entries, and at most twice its size', () => {
  const entries = new RecentEntries<number, string>(SIZE);
  fill(entries, 0, 100);
  const kept = keysOf(entries, 100);
  expect(kept).toEqual(expect.arrayContaining([90, 91, 92, 93, 94, 95, 96, 97, 98, 99]));
  expect(kept.length).toBeLessThanOrEqual(2 * SIZE);
});

it('keeps an entry that is used', () => {
  const entries = new RecentEntries<number, string>(SIZE);
  entries.set(1_000, 'used');
  for (let key = 0; key < 100; key += 1) {
    entries.set(key, '');
    expect(entries.get(1_000)).toBe('used');
  }
});

it('has the latest value, and no entry that was deleted', () => {
  const entries = new RecentEntries<number, string>(SIZE);
  entries.set(1, 'first');
  fill(entries, 2, SIZE);
  entries.set(1, 'second');
  expect(entries.get(1)).toBe('second');
  entries.delete(1);
  expect(entries.get(1)).toBeUndefined();
});
