import { expect, it } from 'vitest';
import { pauseAfter } from '@/lib/domain/outbox/back-off';

const backOff = { firstMs: 1_000, longestMs: 60_000 };

it.each([
  [1, 1_000],
  [2, 2_000],
  [5, 16_000],
  [30, 60_000],
])('pauses up to twice as long after each attempt (%d)', (attempts, most) => {
  for (let n = 0; n < 50; n++) {
    const pauseMs = pauseAfter(backOff, attempts);
    expect(pauseMs).toBeGreaterThanOrEqual(most / 2);
    expect(pauseMs).toBeLessThanOrEqual(most);
  }
});

it('waits as long as the other system asks, up to the longest pause', () => {
  expect(pauseAfter(backOff, 1, 5_000)).toBe(5_000);
  expect(pauseAfter(backOff, 1, 90_000)).toBe(60_000);
});
