import { actorName } from '@/app/(portal)/settings/api-keys/_components/actor-name';
import { formatCount } from '@/components/format-count';
import { LocalDate } from '@/components/local-date';
import type { OpenBulkAction } from '@/lib/domain/bulk-actions/find-open';
import type { BulkProgress } from '@/lib/domain/bulk-actions/progress';

/** What the keys get: a date or an address. */
function Setting({ change }: Pick<BulkProgress, 'change'>) {
  if (change.kind === 'addNetwork') {
    const { network, note } = change.entry;
    return <p className="wrap-anywhere">{`Address: ${network}${note && ` (${note})`}`}</p>;
  }
  if (change.kind !== 'setExpiry') return null;
  if (change.expiresAt === null) return <p>Expires: never</p>;
  return (
    <p>
      <span>{'Expires: '}</span>
      <LocalDate date={change.expiresAt} withTime />
    </p>
  );
}

/** How far a bulk action is, what it sets, and who confirmed it. */
export function OpenDetails({ open }: { open: OpenBulkAction }) {
  const { done, keys, startedBy, startedAt, change } = open;
  return (
    <div className="space-y-0.5">
      <p>{`${formatCount(done)} of ${formatCount(keys)} done`}</p>
      <Setting change={change} />
      <p className="wrap-anywhere">
        <span>{startedBy ? `Confirmed by ${actorName(startedBy)} on ` : 'Confirmed on '}</span>
        <LocalDate date={startedAt} withTime />
      </p>
    </div>
  );
}
