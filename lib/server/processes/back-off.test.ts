import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '@/lib/clock';
import { BackOff } from '@/lib/server/processes/back-off';

it('waits twice as long each time, up to half a minute', () => {
  const backOff = new BackOff();
  expect([0, SECOND, 59 * SECOND, 0].map((ranMs) => backOff.next(ranMs))).toEqual([100, 200, 400, 800]);
  for (let n = 0; n < 2_000; n++) backOff.next(0);
  expect(backOff.next(0)).toBe(30 * SECOND);
});

it('begins anew after a minute without a failure', () => {
  const backOff = new BackOff();
  for (let n = 0; n < 5; n++) backOff.next(0);
  expect([MINUTE, 0].map((ranMs) => backOff.next(ranMs))).toEqual([100, 200]);
});
