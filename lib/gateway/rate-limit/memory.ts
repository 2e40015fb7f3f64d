import { SECOND } from '@/lib/clock';
import { type Counters, type Tally, WINDOW_SECONDS } from '@/lib/gateway/rate-limit/counters';

const WINDOW_MS = WINDOW_SECONDS * SECOND;

interface Window {
  calls: number;
  /** In milliseconds of a clock that is never set. */
  endsAt: number;
}

/** Counters of this process alone. */
interface MemoryCounters extends Counters {
  count(id: string): Tally;
  /** Goes on from what was counted elsewhere. */
  set(id: string, tally: Tally): void;
}

/** Counts in the memory of this process, without waiting. Enough if one process handles all calls. */
export function memoryCounters(): MemoryCounters {
  /** The windows that began in this period, and those of the period before. All older ones have ended. */
  let windows = new Map<string, Window>();
  let earlier = new Map<string, Window>();
  let periodEndsAt = 0;

  function forgetEnded(at: number): void {
    if (at < periodEndsAt) return;
    earlier = at < periodEndsAt + WINDOW_MS ? windows : new Map();
    windows = new Map();
    periodEndsAt = at + WINDOW_MS;
  }

  return {
    count(id) {
      const at = Math.floor(performance.now());
      forgetEnded(at);
      let window = windows.get(id) ?? earlier.get(id);
      if (!window || window.endsAt <= at) {
        window = { calls: 0, endsAt: at + WINDOW_MS };
        windows.set(id, window);
      }
      window.calls += 1;
      return { calls: window.calls, msLeft: window.endsAt - at };
    },
    set(id, { calls, msLeft }) {
      const at = Math.floor(performance.now());
      forgetEnded(at);
      windows.set(id, { calls, endsAt: at + msLeft });
    },
    async close() {},
  };
}
