import { CircleCheck } from 'lucide-react';
import type { RefusalGroup } from '@/lib/domain/refusals/group-view';

const RESOLVED = { fixed: 'Fixed since', succeeded: 'Succeeded since' };

/** Says that rejected calls would not be rejected again, or that others succeeded. */
export function ResolvedMark({ resolved }: { resolved: NonNullable<RefusalGroup['resolved']> }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-success-text text-xs">
      <CircleCheck aria-hidden className="size-3.5" />
      <span>{RESOLVED[resolved]}</span>
    </span>
  );
}
