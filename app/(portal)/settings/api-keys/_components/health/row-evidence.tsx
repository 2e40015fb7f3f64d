import { formatCount } from '@/components/format-count';
import { LocalDate } from '@/components/local-date';
import type { RevocationEvidence } from '@/lib/domain/key-health/evidence';

/** The evidence for revoking a key in the list, which shows its age and its last use in columns, too. */
export function RowEvidence({ observedDays, lastCallOn, secrets }: RevocationEvidence) {
  const days = `${formatCount(observedDays)} days of calls known`;
  const known = secrets.length === 1 ? '1 secret' : `${secrets.length} secrets`;
  return (
    <ul className="space-y-0.5 pt-1 font-normal text-ink-muted text-xs">
      <li>
        <span>{lastCallOn ? 'Last call: ' : 'Never called'}</span>
        {lastCallOn && <LocalDate date={lastCallOn} />}
      </li>
      <li>{`${days}, ${known}`}</li>
      <li>Nothing scheduled</li>
    </ul>
  );
}
