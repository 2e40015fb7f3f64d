import { useEffect, useEffectEvent } from 'react';
import type { ApiKeyActivity } from '@/lib/domain/api-keys/activity';
import type { LastUse } from '@/lib/domain/api-keys/view';

/** What a key did last, as JSON carries it. */
type SentActivity = Omit<ApiKeyActivity, 'lastUse'> & {
  lastUse: (Omit<LastUse, 'at'> & { at: string }) | null;
};

const PATH = '/settings/api-keys/activity';

async function fetchActivity(query: string, signal: AbortSignal): Promise<ApiKeyActivity[] | 'signed out'> {
  const answer = await fetch(`${PATH}?${query}`, { cache: 'no-store', signal });
  if (answer.status === 401) return 'signed out';
  if (!answer.ok) throw new Error(`The activity was not readable: ${answer.status}`);
  const sent: SentActivity[] = await answer.json();
  return sent.map((key) => ({
    ...key,
    lastUse: key.lastUse && { ...key.lastUse, at: new Date(key.lastUse.at) },
  }));
}

/** Asks for the keys' activity every `intervalMs` while the page is visible, and at once when it becomes so. */
export function useActivityPolling(
  keyIds: readonly string[],
  intervalMs: number,
  onActivity: (activity: ApiKeyActivity[]) => void,
): void {
  const deliver = useEffectEvent(onActivity);
  const query = keyIds.map((id) => `id=${id}`).join('&');

  useEffect(() => {
    if (query === '') return;
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function poll() {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      try {
        const activity = await fetchActivity(query, signal);
        if (signal.aborted || activity === 'signed out') return;
        deliver(activity);
      } catch {
        // Off line, or the server restarts: what is shown stays, and the next round asks again.
        if (signal.aborted) return;
      }
      clearTimeout(timer);
      timer = setTimeout(poll, intervalMs);
    }

    timer = setTimeout(poll, intervalMs);
    document.addEventListener('visibilitychange', poll, { signal });
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query, intervalMs]);
}
