import { Eye, PencilLine } from 'lucide-react';
import Link from 'next/link';
import { AnswerRequestButtons } from '@/app/(portal)/_components/answer-request-buttons';
import { EndImpersonationButton } from '@/app/(portal)/_components/end-impersonation-button';
import { requestKey } from '@/app/(portal)/_components/use-active-sessions';
import { distinctNames } from '@/components/distinct-names';
import { REQUEST_TEXT } from '@/components/request-text';
import { buttonClass } from '@/components/ui/button';
import { nameAgent } from '@/lib/domain/agent-name';
import type { ActiveSession } from '@/lib/domain/impersonation/active-sessions';
import type { Control } from '@/lib/domain/permissions';

interface ActiveSessionListProps {
  sessions: readonly ActiveSession[];
  /** The page with the details. */
  page: string;
  /** Whether the member may answer requests. */
  answer: Control;
  onAnswered(requestKey: string, granted: boolean): void;
  onEnded(impersonationId: string): void;
}

/** The open support sessions, each with its reason, a button to end it, and its requests with buttons to answer them. */
export function ActiveSessionList({ sessions, page, answer, onAnswered, onEnded }: ActiveSessionListProps) {
  const names = distinctNames(
    sessions.map(({ impersonationId, agent }) => ({ id: impersonationId, name: nameAgent(agent) })),
  );
  return (
    <ul className="pointer-events-auto max-h-[60dvh] animate-appear divide-y overflow-y-auto rounded-xl border border-warning-text/40 bg-raised shadow-high">
      {sessions.map((session) => (
        <li
          key={session.impersonationId}
          className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2.5 text-[0.8125rem]"
        >
          <span className="text-warning-text [&_svg]:size-4">
            {session.mode === 'act' ? <PencilLine aria-hidden /> : <Eye aria-hidden />}
          </span>
          <div className="wrap-anywhere min-w-0 flex-1 basis-48">
            <p>
              <strong className="font-semibold">{nameAgent(session.agent)}</strong>{' '}
              <span>
                {session.mode === 'act' ? 'from support can make changes' : 'from support is viewing'}
              </span>
            </p>
            <p className="line-clamp-2 text-ink-muted">{`${session.reason} · ${session.ticket}`}</p>
          </div>
          <span className="flex flex-wrap items-center gap-2">
            <Link
              prefetch={false}
              href={page}
              aria-label={`Details: ${names.get(session.impersonationId)}`}
              className={buttonClass({ variant: 'ghost', size: 'small' })}
            >
              Details
            </Link>
            <EndImpersonationButton
              impersonationId={session.impersonationId}
              agent={session.agent.name}
              aria-label={`End now: ${names.get(session.impersonationId)}`}
              onEnded={() => onEnded(session.impersonationId)}
            />
          </span>
          {session.requests.map((request) => (
            <div
              key={requestKey(session, request)}
              className="flex basis-full flex-wrap items-center gap-x-3 gap-y-2 border-t pt-2"
            >
              <div className="wrap-anywhere min-w-0 flex-1 basis-40">
                <p className="font-medium">{`${session.agent.name} ${REQUEST_TEXT[request.kind]}`}</p>
                <p className="line-clamp-2 text-ink-muted">{request.reason}</p>
              </div>
              {answer.shown && (
                <AnswerRequestButtons
                  impersonationId={session.impersonationId}
                  kind={request.kind}
                  askedAt={request.askedAt}
                  agent={session.agent.name}
                  name={names.get(session.impersonationId) ?? session.agent.name}
                  disabledReason={answer.disabledReason}
                  onAnswered={(granted) => onAnswered(requestKey(session, request), granted)}
                />
              )}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
