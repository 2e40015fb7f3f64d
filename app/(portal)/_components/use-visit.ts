import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import { toast } from 'sonner';
import { leaveFor } from '@/components/use-leave-guard';
import type { VisitAnswer, VisitState } from '@/lib/auth/viewer';

/** Where a visit begins. */
const HOME = '/settings/api-keys';
const INTERVAL_MS = 4_000;
const TICK_MS = 1_000;

async function fetchVisit(signal: AbortSignal): Promise<VisitAnswer> {
  const answer = await fetch('/visit', { cache: 'no-store', signal });
  if (!answer.ok) throw new Error(`The visit was not readable: ${answer.status}`);
  return answer.json();
}

/** How the visit stands, and how long it lasts. It moves while one looks, and leads away when it is over. */
export function useVisit(start: VisitState): VisitState {
  const router = useRouter();
  const [visit, setVisit] = useState(start);

  const take = useEffectEvent((next: VisitState) => {
    // Begun in another tab: what stands here is of somebody else.
    if (next.id !== visit.id) return leaveFor(HOME);
    setVisit(next);
    if (next.request === 'refused' && visit.request !== 'refused') toast.error('The customer said no.');
    if (next.mode === visit.mode) return;
    toast(next.mode === 'act' ? 'You may act now.' : 'You may only view from here on.');
    // What the page lets one do depends on it.
    router.refresh();
  });

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let endsAt = Date.now() + start.leftMs;
    let asking = false;

    async function ask() {
      if (asking || document.visibilityState !== 'visible') return;
      asking = true;
      try {
        const answer = await fetchVisit(signal);
        if ('home' in answer) return leaveFor(answer.home);
        endsAt = Date.now() + answer.visit.leftMs;
        take(answer.visit);
      } catch {
        // Off line, or the server restarts: the next round asks again.
      } finally {
        asking = false;
      }
    }

    function tick() {
      const leftMs = endsAt - Date.now();
      setVisit((before) => ({ ...before, leftMs: Math.max(0, leftMs) }));
      if (leftMs <= 0) void ask();
    }

    const timers = [setInterval(ask, INTERVAL_MS), setInterval(tick, TICK_MS)];
    document.addEventListener('visibilitychange', ask, { signal });
    return () => {
      timers.forEach(clearInterval);
      controller.abort();
    };
  }, [start.leftMs]);

  return visit;
}
