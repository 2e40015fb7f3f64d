import { MINUTE } from '@/lib/clock';
import type { Counters } from '@/lib/gateway/rate-limit/counters';

interface Window {
  calls: number;
  endsAt: number;
}

/** Counts in the memory of this process, without waiting. Enough if one process handles all calls. */
export function memoryCounters(): Counters {
  /** The windows that began in this minute, and those of the minute before. All older ones have ended. */
  let windows = new Map<string, Window>();
  let earlier = new Map<string, Window>();
  let minuteEndsAt = 0;

  function forgetEnded(at: number): void {
    if (at < minuteEndsAt) return;
    earlier = at < minuteEndsAt + MINUTE ? windows : new Map();
    windows = new Map();
    minuteEndsAt = at + MINUTE;
  }

  return {
    count(id) {
      const at = Date.now();
      forgetEnded(at);
      let window = windows.get(id) ?? earlier.get(id);
      if (!window || window.endsAt <= at) {
        window = { calls: 0, endsAt: at + MINUTE };
        windows.set(id, window);
      }
      window.calls += 1;
      return { calls: window.calls, msLeft: window.endsAt - at };
    },
    async close() {},
  };
}
