import { useEffect, useEffectEvent } from 'react';

async function fetchAnswer(address: string, signal: AbortSignal): Promise<Response | 'signed out'> {
  const answer = await fetch(address, { cache: 'no-store', signal });
  if (answer.status === 401) return 'signed out';
  if (!answer.ok) throw new Error(`${address} was not readable: ${answer.status}`);
  return answer;
}

/**
 * Asks `address` every `intervalMs` while the page is visible, and at once when it becomes so, and hands on what JSON it
 * answers. Ends when the session has; null asks nothing.
 */
export function usePolling<T>(
  address: string | null,
  intervalMs: number,
  onAnswer: (answer: T) => void,
): void {
  const deliver = useEffectEvent(onAnswer);

  useEffect(() => {
    if (address === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function poll(url: string) {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      try {
        const answer = await fetchAnswer(url, signal);
        if (signal.aborted || answer === 'signed out') return;
        deliver(await answer.json());
      } catch {
        // Off line, or the server restarts: what is shown stays, and the next round asks again.
        if (signal.aborted) return;
      }
      clearTimeout(timer);
      timer = setTimeout(poll, intervalMs, url);
    }

    timer = setTimeout(poll, intervalMs, address);
    document.addEventListener('visibilitychange', () => poll(address), { signal });
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [address, intervalMs]);
}
