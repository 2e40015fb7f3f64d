import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import { toast } from '@/components/ui/toast';
import { leaveFor } from '@/components/use-leave-guard';
import type { ImpersonationAnswer, ImpersonationState } from '@/lib/auth/viewer';
import { EXTENSION_MINUTES } from '@/lib/domain/impersonation/duration';

/** The first page of a support session. */
const HOME = '/settings/api-keys';
const INTERVAL_MS = 4_000;
const TICK_MS = 1_000;

async function fetchImpersonation(signal: AbortSignal): Promise<ImpersonationAnswer> {
  const answer = await fetch('/support-session', { cache: 'no-store', signal });
  if (!answer.ok) throw new Error(`The support session could not be read: ${answer.status}`);
  return answer.json();
}

/** The state of the support session, polled while the page is visible. Leaves the page when the session is over. */
export function useImpersonation(start: ImpersonationState): ImpersonationState {
  const router = useRouter();
  const [impersonation, setImpersonation] = useState(start);

  const take = useEffectEvent((next: ImpersonationState) => {
    // Another tab started a new session: this page shows another member's data.
    if (next.id !== impersonation.id) return leaveFor(HOME);
    setImpersonation(next);
    if (next.actRequest === 'refused' && impersonation.actRequest !== 'refused') {
      toast.error('The customer refused your request.');
    }
    const isExtended = next.extensionRequest === 'granted' && impersonation.extensionRequest !== 'granted';
    if (isExtended) toast(`This support session lasts ${EXTENSION_MINUTES} minutes longer.`);
    if (next.extensionRequest === 'refused' && impersonation.extensionRequest !== 'refused') {
      toast.error('The customer refused more time.');
    }
    if (next.mode === impersonation.mode) return;
    toast(next.mode === 'act' ? 'You can make changes now.' : 'You can only view now.');
    // The page's controls depend on the mode.
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
        const answer = await fetchImpersonation(signal);
        if ('home' in answer) return leaveFor(answer.home);
        endsAt = Date.now() + answer.impersonation.leftMs;
        take(answer.impersonation);
      } catch {
        // Offline, or the server restarts: the next poll asks again.
      } finally {
        asking = false;
      }
    }

    function tick() {
      const leftMs = endsAt - Date.now();
      setImpersonation((before) => ({ ...before, leftMs: Math.max(0, leftMs) }));
      if (leftMs <= 0) void ask();
    }

    const timers = [setInterval(ask, INTERVAL_MS), setInterval(tick, TICK_MS)];
    document.addEventListener('visibilitychange', ask, { signal });
    return () => {
      timers.forEach(clearInterval);
      controller.abort();
    };
  }, [start.leftMs]);

  return impersonation;
}
