import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { usePolling } from '@/components/use-polling';
import type { ActiveSession, OpenRequest } from '@/lib/domain/impersonation/active-sessions';

const PATH = '/settings/support-access/active-sessions';
const INTERVAL_MS = 5_000;

/** What the page below shows of the sessions. The page reloads when it changes. */
function fingerprint(sessions: readonly ActiveSession[]): string {
  return JSON.stringify(
    sessions.map(({ impersonationId, mode, requests }) => [impersonationId, mode, requests]),
  );
}

/** The session after the member's answers to its requests. */
function withAnswers(session: ActiveSession, answers: ReadonlyMap<string, boolean>): ActiveSession {
  const answerTo = (request: OpenRequest) => answers.get(requestKey(session, request));
  const mayAct = session.requests.some((request) => request.kind === 'act' && answerTo(request));
  return {
    ...session,
    mode: mayAct ? 'act' : session.mode,
    requests: session.requests.filter((request) => answerTo(request) === undefined),
  };
}

/** Identifies a request of a session: the agent can ask again. */
export function requestKey(
  { impersonationId }: Pick<ActiveSession, 'impersonationId'>,
  { kind, askedAt }: Pick<OpenRequest, 'kind' | 'askedAt'>,
): string {
  return `${impersonationId} ${kind} ${askedAt}`;
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
  const [rendered, setRendered] = useState(start);
  // The server rendered the page again, for example after an answer that the page below gave.
  if (rendered !== start) {
    setRendered(start);
    setSessions(start);
  }
  const [ended, setEnded] = useState<ReadonlySet<string>>(new Set());
  const [answers, setAnswers] = useState<ReadonlyMap<string, boolean>>(new Map());
  usePolling<ActiveSession[]>(PATH, INTERVAL_MS, (next) => {
    setSessions(next);
    if (fingerprint(next) !== fingerprint(sessions)) router.refresh();
  });
  // A poll that began before an answer or an end does not know of it.
  const current = sessions
    .filter(({ impersonationId }) => !ended.has(impersonationId))
    .map((session) => withAnswers(session, answers));
  return {
    sessions: current,
    answered: (request, granted) => setAnswers((before) => new Map(before).set(request, granted)),
    ended: (impersonationId) => setEnded((before) => new Set(before).add(impersonationId)),
  };
}
