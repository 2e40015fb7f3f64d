import { EndSessionButton } from '@/app/(portal)/account/_components/end-session-button';
import { LocalDate } from '@/components/local-date';
import { RelativeTime } from '@/components/relative-time';
import { Badge } from '@/components/ui/badge';
import type { SessionView } from '@/lib/domain/own-account/list-sessions';
import type { Control } from '@/lib/domain/permissions';

interface SessionRowProps {
  session: SessionView;
  /** The device, with the id if other sessions have the same device. */
  name: string;
  end: Control;
  now: number;
}

/** One session: device, address, times, and a button that ends it. */
export function SessionRow({ session, name, end, now }: SessionRowProps) {
  const { id, device, address, createdAt, lastSeenAt, current } = session;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <div className="wrap-anywhere min-w-0 flex-1 basis-56 space-y-0.5">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span>{device}</span>
          {current && <Badge tone="success">This session</Badge>}
        </p>
        <p className="text-[0.8125rem] text-ink-muted">
          <span>Signed in </span>
          <LocalDate date={createdAt} withTime />
          <span>{address ? ` from ${address}` : ''}</span>
        </p>
        <p className="text-[0.8125rem] text-ink-muted">
          <span>Last seen </span>
          <RelativeTime date={lastSeenAt} now={now} inSentence />
        </p>
      </div>
      {!current && (
        <EndSessionButton sessionId={id} device={device} name={name} disabledReason={end.disabledReason} />
      )}
    </li>
  );
}
