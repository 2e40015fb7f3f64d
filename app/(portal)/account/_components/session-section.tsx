import { EndOtherSessionsButton } from '@/app/(portal)/account/_components/end-other-sessions-button';
import { SessionRow } from '@/app/(portal)/account/_components/session-row';
import { distinctNames } from '@/components/distinct-names';
import { Pager } from '@/components/pager';
import { Section } from '@/components/section';
import { now } from '@/lib/clock';
import type { SessionPage } from '@/lib/domain/own-account/list-sessions';
import type { Control } from '@/lib/domain/permissions';

interface SessionSectionProps {
  page: SessionPage;
  /** Whether it is not the first page. */
  isOlder: boolean;
  end: Control;
  endOthers: Control;
}

/** Where the member is signed in. */
export function SessionSection({
  page: { sessions, nextCursor },
  isOlder,
  end,
  endOthers,
}: SessionSectionProps) {
  const renderedAt = now().getTime();
  const names = distinctNames(sessions.map(({ id, device }) => ({ id, name: device })));
  const hasOthers = isOlder || sessions.some(({ current }) => !current);
  return (
    <Section
      title="Sessions"
      lead="Where you are signed in. If you do not know a session, end it and change your password."
      action={hasOthers ? <EndOtherSessionsButton control={endOthers} /> : undefined}
    >
      <ul className="mt-4 divide-y border-t">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            name={names.get(session.id) ?? session.device}
            end={end}
            now={renderedAt}
          />
        ))}
      </ul>
      {sessions.length === 0 && <p className="px-4 py-3 text-ink-muted sm:px-5">No sessions on this page.</p>}
      {(isOlder || nextCursor) && (
        <Pager
          label="Pages of sessions"
          newest={isOlder ? '/account' : null}
          older={nextCursor && `/account?sessions=${nextCursor}`}
          inPlace
          className="justify-end border-t px-4 py-3 sm:px-5"
        />
      )}
    </Section>
  );
}
