'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useActiveSessions } from '@/app/(portal)/_components/use-active-sessions';
import { reportFailedChunk } from '@/components/outdated/failed-call';
import type { ActiveSession } from '@/lib/domain/impersonation/active-sessions';
import type { Control } from '@/lib/domain/permissions';

const PAGE = '/settings/support-access';

/** Only the page lists more than these. */
const SHOWN_MAX = 3;

// Most pages have no open support session and do not need it.
const ActiveSessionList = dynamic(() =>
  import('@/app/(portal)/_components/active-session-list')
    .then((module) => module.ActiveSessionList)
    .catch(async () => {
      await reportFailedChunk();
      return () => null;
    }),
);

interface SupportNoticeProps {
  sessions: ActiveSession[];
  /** Whether the member may answer requests of support. */
  answer: Control;
}

/** Shows a member, on every page, the open support sessions in their workspace. It updates by itself. */
export function SupportNotice({ sessions: start, answer }: SupportNoticeProps) {
  const { sessions, answered, ended } = useActiveSessions(start);
  // That page has its own list.
  const isOnPage = usePathname() === PAGE;
  const shown = sessions.slice(0, SHOWN_MAX);
  const isShown = shown.length > 0 && !isOnPage;
  const isLong = shown.length > 1 || shown.some(({ requests }) => requests.length > 0);
  return (
    <>
      {/* Keeps the end of the page clear of the notice. */}
      {isShown && <div className={isLong ? 'h-[60dvh] lg:h-60' : 'h-40'} aria-hidden />}
      <section
        aria-label="Support in your workspace"
        aria-live="polite"
        className="pointer-events-none fixed inset-x-3 bottom-3 z-20 lg:right-auto lg:left-64 lg:max-w-xl"
      >
        {isShown && (
          <ActiveSessionList
            sessions={shown}
            page={PAGE}
            answer={answer}
            onAnswered={answered}
            onEnded={ended}
          />
        )}
      </section>
    </>
  );
}
