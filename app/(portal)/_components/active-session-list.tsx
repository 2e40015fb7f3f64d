import { Eye, PencilLine } from 'lucide-react';
import Link from 'next/link';
import { EndImpersonationButton } from '@/app/(portal)/_components/end-impersonation-button';
import { distinctNames } from '@/components/distinct-names';
import { buttonClass } from '@/components/ui/button';
import { nameAgent } from '@/lib/domain/agent-name';
import type { ActiveSession } from '@/lib/domain/impersonation/active-sessions';

function describeActivity({ mode, asks }: ActiveSession): string {
  if (asks) return 'from support is viewing and asks to make changes';
  return mode === 'act' ? 'from support can make changes' : 'from support is viewing';
}

interface ActiveSessionListProps {
  sessions: readonly ActiveSession[];
  /** The page with the details. */
  page: string;
  onEnded(impersonationId: string): void;
}

/** The open support sessions, each with a button to end it. */
export function ActiveSessionList({ sessions, page, onEnded }: ActiveSessionListProps) {
  const names = distinctNames(
    sessions.map(({ impersonationId, agent }) => ({ id: impersonationId, name: nameAgent(agent) })),
  );
  return (
    <ul className="pointer-events-auto animate-appear divide-y overflow-hidden rounded-xl border border-warning-text/40 bg-raised shadow-high">
      {sessions.map((session) => (
        <li
          key={session.impersonationId}
          className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2.5 text-[0.8125rem]"
        >
          <span className="text-warning-text [&_svg]:size-4">
            {session.mode === 'act' ? <PencilLine aria-hidden /> : <Eye aria-hidden />}
          </span>
          <p className="wrap-anywhere min-w-0 flex-1 basis-48">
            <strong className="font-semibold">{nameAgent(session.agent)}</strong>{' '}
            <span>{describeActivity(session)}</span>
          </p>
          <span className="flex items-center gap-2">
            <Link
              prefetch={false}
              href={page}
              aria-label={`${session.asks ? 'Answer' : 'Details'}: ${names.get(session.impersonationId)}`}
              className={buttonClass({ variant: 'ghost', size: 'small' })}
            >
              {session.asks ? 'Answer' : 'Details'}
            </Link>
            <EndImpersonationButton
              impersonationId={session.impersonationId}
              agent={session.agent.name}
              aria-label={`End now: ${names.get(session.impersonationId)}`}
              onEnded={() => onEnded(session.impersonationId)}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
