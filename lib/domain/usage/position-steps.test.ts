import { expect, it } from 'vitest';
import { endsStep, stepOf } from '@/lib/domain/usage/position-steps';

it.each([
  [1, 1],
  [100, 100],
  [101, 101],
  [110, 101],
  [111, 102],
  [120, 102],
  [1_000, 190],
  [1_001, 191],
  [1_100, 191],
  [6_000, 240],
  [10_000, 280],
  [10_001, 281],
  [60_000, 330],
])('puts position %i into step %i', (position, step) => {
  expect(stepOf(position)).toBe(step);
});

it('never goes back, and skips no step', () => {
  const steps = Array.from({ length: 20_000 }, (_, index) => stepOf(index + 2) - stepOf(index + 1));
  expect(new Set(steps)).toEqual(new Set([0, 1]));
});

it('ends a step with each limit of two digits and zeros', () => {
  for (const limit of [1, 7, 99, 100, 120, 600, 990, 1_000, 1_500, 6_000, 60_000]) {
    expect(endsStep(limit)).toBe(true);
  }
  for (const limit of [101, 125, 1_050, 6_001]) expect(endsStep(limit)).toBe(false);
});
