import { formatCount } from '@/components/format-count';
import { Badge } from '@/components/ui/badge';
import type { RefusalGroup } from '@/lib/domain/refusals/group-view';

/** What rejected calls with the same cause have in common, and how many there are. */
export function RefusalHeading({ group }: { group: RefusalGroup }) {
  const { code, simulated, operation, address, calls } = group;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Badge tone="warning" className="font-mono">
        {code}
      </Badge>
      {simulated && <Badge>Simulated</Badge>}
      <span className="min-w-0 break-words text-ink-muted text-xs">
        {[operation, address ?? 'other addresses'].filter(Boolean).join(' from ')}
      </span>
      <span className="ml-auto text-ink-muted text-xs tabular-nums">
        {calls === 1 ? '1 call' : `× ${formatCount(calls)}`}
      </span>
    </div>
  );
}
