import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { usePolling } from '@/components/use-polling';
import type { ActiveSession } from '@/lib/domain/impersonation/active-sessions';

const PATH = '/settings/support-access/active-sessions';
const INTERVAL_MS = 5_000;

/** What the page below shows of the sessions. The page reloads when it changes. */
function fingerprint(sessions: readonly ActiveSession[]): string {
  return JSON.stringify(
    sessions.map(({ impersonationId, mode, request }) => [impersonationId, mode, request?.askedAt]),
  );
}

/** The session after the member's answer to its request, if there is one. */
function withAnswer(session: ActiveSession, answers: ReadonlyMap<string, boolean>): ActiveSession {
  const granted = answers.get(requestKey(session));
  if (granted === undefined) return session;
  return { ...session, request: null, mode: granted ? 'act' : session.mode };
}

/** Identifies the request of a session: the agent can ask again. */
export function requestKey({ impersonationId, request }: ActiveSession): string {
  return `${impersonationId} ${request?.askedAt}`;
}

/** The open support sessions, and the calls after the member answered a request or ended a session. */
interface ActiveSessions {
  sessions: ActiveSession[];
  answered(requestKey: string, granted: boolean): void;
  ended(impersonationId: string): void;
}

/** The open support sessions, polled while the page is visible. Reloads the page when they change. */
export function useActiveSessions(start: ActiveSession[]): ActiveSessions {
  const router = useRouter();
  const [sessions, setSessions] = useState(start);
  const [ended, setEnded] = useState<ReadonlySet<string>>(new Set());
  const [answers, setAnswers] = useState<ReadonlyMap<string, boolean>>(new Map());
  usePolling<ActiveSession[]>(PATH, INTERVAL_MS, (next) => {
    setSessions(next);
    if (fingerprint(next) !== fingerprint(sessions)) router.refresh();
  });
  // A poll that began before an answer or an end does not know of it.
  const current = sessions
    .filter(({ impersonationId }) => !ended.has(impersonationId))
    .map((session) => withAnswer(session, answers));
  return {
    sessions: current,
    answered: (request, granted) => setAnswers((before) => new Map(before).set(request, granted)),
    ended: (impersonationId) => setEnded((before) => new Set(before).add(impersonationId)),
  };
}
