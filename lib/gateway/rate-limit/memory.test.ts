import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MINUTE } from '@/lib/clock';
import { memoryCounters } from '@/lib/gateway/rate-limit/memory';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTime(ms);

it('counts for each in a window of its own, which begins with the first call', async () => {
  const counters = memoryCounters();
  expect(await counters.count('one')).toEqual({ calls: 1, msLeft: MINUTE });
  pass(MINUTE - 10);
  expect(await counters.count('other')).toEqual({ calls: 1, msLeft: MINUTE });
  expect(await counters.count('one')).toEqual({ calls: 2, msLeft: 10 });
  pass(9);
  expect(await counters.count('one')).toEqual({ calls: 3, msLeft: 1 });
  pass(1);
  expect(await counters.count('one')).toEqual({ calls: 1, msLeft: MINUTE });
  expect(await counters.count('other')).toEqual({ calls: 2, msLeft: MINUTE - 10 });
});

it.each([1, MINUTE / 3, MINUTE - 1, MINUTE, MINUTE + 1, 2 * MINUTE, 10 * MINUTE])(
  'counts each call once, in the window that is open, with calls of several keys every %i ms',
  async (step) => {
    const counters = memoryCounters();
    let window = { calls: 0, endsAt: 0 };
    for (let call = 0; call < 500; call += 1) {
      if (performance.now() >= window.endsAt) window = { calls: 0, endsAt: performance.now() + MINUTE };
      window.calls += 1;
      expect(await counters.count('one')).toEqual({
        calls: window.calls,
        msLeft: window.endsAt - performance.now(),
      });
      pass(Math.floor(step / 2));
      await counters.count(`other ${call % 7}`);
      pass(Math.ceil(step / 2));
    }
  },
);

it('does not depend on the time of day, which can be set back', async () => {
  const counters = memoryCounters();
  await counters.count('one');
  vi.setSystemTime(Date.now() - 60 * MINUTE);
  pass(MINUTE);
  expect(await counters.count('one')).toEqual({ calls: 1, msLeft: MINUTE });
});
