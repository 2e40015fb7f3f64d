import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Presence } from '@/lib/domain/support/read-presence';

const PATH = '/settings/support-access/presence';
const INTERVAL_MS = 5_000;

/** What the page below shows of a visit, and so has to load anew when it changes. */
function fingerprint(presence: readonly Presence[]): string {
  return JSON.stringify(presence.map(({ visitId, mode, asks }) => [visitId, mode, asks]));
}

async function fetchPresence(signal: AbortSignal): Promise<Presence[] | 'signed out'> {
  const answer = await fetch(PATH, { cache: 'no-store', signal });
  if (answer.status === 401) return 'signed out';
  if (!answer.ok) throw new Error(`The presence was not readable: ${answer.status}`);
  return answer.json();
}

/** Who of support is in the workspace, asked anew while the page is visible. Loads the page anew when that changes. */
export function usePresence(start: Presence[]): Presence[] {
  const router = useRouter();
  const [presence, setPresence] = useState(start);

  const take = useEffectEvent((next: Presence[]) => {
    setPresence(next);
    if (fingerprint(next) !== fingerprint(presence)) router.refresh();
  });

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function ask() {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      try {
        const next = await fetchPresence(signal);
        if (signal.aborted || next === 'signed out') return;
        take(next);
      } catch {
        // Off line, or the server restarts: what is shown stays, and the next round asks again.
        if (signal.aborted) return;
      }
      clearTimeout(timer);
      timer = setTimeout(ask, INTERVAL_MS);
    }

    timer = setTimeout(ask, INTERVAL_MS);
    document.addEventListener('visibilitychange', ask, { signal });
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, []);

  return presence;
}
