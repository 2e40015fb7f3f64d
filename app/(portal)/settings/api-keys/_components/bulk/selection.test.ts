import { describe, expect, it } from 'vitest';
import {
  between,
  countSelected,
  isSelected,
  mark,
  noSelection,
  toInput,
  underFilter,
} from '@/app/(portal)/settings/api-keys/_components/bulk/selection';

const FILTER = { filter: 'current', environment: 'live' };
const none = noSelection(FILTER);

describe('the selection of keys', () => {
  it('has the keys that were picked', () => {
    const picked = mark(mark(none, ['a', 'b', 'c'], true), ['b'], false);
    expect(['a', 'b', 'c', 'd'].filter((id) => isSelected(picked, id))).toEqual(['a', 'c']);
    expect(countSelected(picked)).toBe(2);
    expect(toInput(picked)).toEqual({ keyIds: ['a', 'c'] });
  });

  it('has everything that matches, without the keys that were left out', () => {
    const all = mark(mark({ ...none, all: 9_312 }, ['a', 'b'], false), ['a'], true);
    expect(['a', 'b', 'z'].filter((id) => isSelected(all, id))).toEqual(['a', 'z']);
    expect(countSelected(all)).toBe(9_311);
    expect(toInput(all)).toEqual({ filter: FILTER, except: ['b'] });
  });

  it('is empty under another filter', () => {
    const picked = mark(none, ['a'], true);
    expect(underFilter(picked, { ...FILTER })).toBe(picked);
    expect(underFilter(picked, { filter: 'current' })).toEqual(noSelection({ filter: 'current' }));
  });

  it.each([
    ['b', 'd', ['b', 'c', 'd']],
    ['d', 'b', ['b', 'c', 'd']],
    ['a', 'a', ['a']],
    [undefined, 'c', ['c']],
    ['on another page', 'c', ['c']],
  ])('ranges from %s to %s', (from, to, ids) => {
    expect(between(['a', 'b', 'c', 'd', 'e'], from, to)).toEqual(ids);
  });
});
