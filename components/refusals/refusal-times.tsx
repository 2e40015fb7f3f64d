import { RelativeTime } from '@/components/relative-time';
import type { RefusalGroup } from '@/lib/domain/refusals/group-view';

/** When the first and the last of rejected calls with the same cause were. */
export function RefusalTimes({ group, now }: { group: RefusalGroup; now: number }) {
  const { calls, firstAt, lastAt } = group;
  return (
    <p className="text-ink-muted text-xs">
      {calls > 1 && (
        <span>
          <span>First: </span>
          <RelativeTime date={firstAt} now={now} />
          <span>. </span>
        </span>
      )}
      <span>Last: </span>
      <RelativeTime date={lastAt} now={now} />
    </p>
  );
}
