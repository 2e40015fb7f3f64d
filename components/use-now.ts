import { useEffect, useState } from 'react';

const TICK_MS = 10_000;

/** The present, moving on by itself. `start` is the server's present, so that both write the same page at first. */
export function useNow(start: number): number {
  const [now, setNow] = useState(start);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
