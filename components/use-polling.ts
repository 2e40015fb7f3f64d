import { useEffect, useEffectEvent } from 'react';

async function fetchJson(address: string, signal: AbortSignal): Promise<Response | 'signed out'> {
  const response = await fetch(address, { cache: 'no-store', signal });
  if (response.status === 401) return 'signed out';
  if (!response.ok) throw new Error(`${address} could not be read: ${response.status}`);
  return response;
}

/**
 * Polls `address` every `intervalMs` while the page is visible, and at once when it becomes visible. Stops when the
 * session has ended.
 * @param address null to poll nothing
 * @param onAnswer gets the JSON of each response
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
        const response = await fetchJson(url, signal);
        if (signal.aborted || response === 'signed out') return;
        deliver(await response.json());
      } catch {
        // Offline, or the server restarts: the next poll tries again.
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
