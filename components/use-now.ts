import { useEffect, useState } from 'react';

const TICK_MS = 10_000;

/** The current time, updated by itself. @param start the time of the server's render, used for the first render here */
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
