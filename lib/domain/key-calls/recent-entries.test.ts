import { expect, it } from 'vitest';
import { RecentEntries } from '@/lib/domain/key-calls/recent-entries';

it('replaces the entry that was not used for the longest time when it is full', () => {
  const entries = new RecentEntries<string, number>(2);
  entries.set('first', 1);
  entries.set('second', 2);
  expect(entries.get('first')).toBe(1);
  entries.set('third', 3);
  expect(['first', 'second', 'third'].map((key) => entries.get(key))).toEqual([1, undefined, 3]);
  entries.set('third', 4);
  expect([entries.get('first'), entries.get('third')]).toEqual([1, 4]);
});

it('has no entry that was deleted', () => {
  const entries = new RecentEntries<string, number>(2);
  entries.set('first', 1);
  entries.delete('first');
  expect(entries.get('first')).toBeUndefined();
});
