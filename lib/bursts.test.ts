import { expect, it } from 'vitest';
import { Bursts } from '@/lib/bursts';

/** How many of `tries` fit. */
function fill(bursts: Bursts, name: string, at: number, tries = 10): number {
  let taken = 0;
  for (let n = 0; n < tries; n++) {
    if (!bursts.hasRoom(name, at)) continue;
    bursts.take(name, at);
    taken += 1;
  }
  return taken;
}

it('lets a burst through, then one after each pause, and never more than a burst', () => {
  const bursts = new Bursts(3, 100);
  expect(fill(bursts, 'one', 0)).toBe(3);
  expect(fill(bursts, 'other', 0)).toBe(3);
  expect(fill(bursts, 'one', 99)).toBe(0);
  expect(fill(bursts, 'one', 100)).toBe(1);
  expect(fill(bursts, 'one', 350)).toBe(2);
  expect(fill(bursts, 'one', 1_000_000)).toBe(3);
});

it('keeps 10,000 names, and forgets those that have room for a burst', () => {
  const bursts = new Bursts(1, 60_000);
  for (let n = 0; n < 10_000; n++) bursts.take(`name ${n}`, 0);
  expect(bursts.hasRoom('one more', 10_000)).toBe(false);
  expect(bursts.hasRoom('one more', 60_500)).toBe(true);
});
