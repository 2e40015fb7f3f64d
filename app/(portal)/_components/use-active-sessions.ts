import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { usePolling } from '@/components/use-polling';
import type { ActiveSession } from '@/lib/domain/impersonation/active-sessions';

const PATH = '/settings/support-access/active-sessions';
const INTERVAL_MS = 5_000;

/** What the page below shows of the sessions. The page reloads when it changes. */
function fingerprint(sessions: readonly ActiveSession[]): string {
  return JSON.stringify(sessions.map(({ impersonationId, mode, asks }) => [impersonationId, mode, asks]));
}

/** The open support sessions, polled while the page is visible. Reloads the page when they change. */
export function useActiveSessions(start: ActiveSession[]): ActiveSession[] {
  const router = useRouter();
  const [sessions, setSessions] = useState(start);
  usePolling<ActiveSession[]>(PATH, INTERVAL_MS, (next) => {
    setSessions(next);
    if (fingerprint(next) !== fingerprint(sessions)) router.refresh();
  });
  return sessions;
}
