import { OUTCOME_TEXTS } from '@/app/(portal)/settings/api-keys/_components/bulk/bulk-texts';
import { countCalls } from '@/components/count-calls';
import { formatCount } from '@/components/format-count';
import { describeNetwork, describeRehearsal } from '@/components/rehearsals/rehearsed-calls';
import { Alert } from '@/components/ui/alert';
import { countKeys } from '@/lib/domain/bulk-actions/confirmation-of';
import type { BulkImpact, OutcomeCount } from '@/lib/domain/bulk-actions/plan';
import type { NetworkOfCalls } from '@/lib/domain/rehearsals/allowlist';
import { REHEARSED_DAYS } from '@/lib/domain/rehearsals/days';
import type { Result } from '@/lib/errors';
import { providerWords, say } from '@/lib/say';

interface ImpactProps {
  /** Undefined: it is looked up. Null: there is nothing to look up yet. */
  preview: Result<BulkImpact> | undefined | null;
  /** Whether the calls stop at a date, not at once. */
  later?: boolean;
}

/** What a bulk action would do, before it is confirmed. A screen reader reads it when it is there. */
export function Impact({ preview, later = false }: ImpactProps) {
  return (
    <>
      {/* It is there before what it announces. */}
      <div aria-live="polite" className="space-y-3 empty:-mt-4">
        {preview === undefined && <Alert>Looking up recent calls…</Alert>}
        {preview?.ok && <ImpactDetails impact={preview.value} later={later} />}
      </div>
      {preview && !preview.ok && (
        <Alert tone="danger" role="alert">
          {preview.refusal.message}
        </Alert>
      )}
    </>
  );
}

function ImpactDetails({ impact, later }: { impact: BulkImpact; later: boolean }) {
  const { stopped, revived, narrowed, notPermitted } = impact;
  return (
    <>
      <ChangedKeys impact={impact} />
      {stopped && <StoppedCalls stopped={stopped} later={later} />}
      {narrowed && <Narrowed narrowed={narrowed} />}
      {revived > 0 && (
        <Alert tone="warning">
          {say`${formatCount(revived)} of the keys are expired. They would work again.`}
        </Alert>
      )}
      {notPermitted && <Alert>{notPermitted}</Alert>}
    </>
  );
}

/** How many keys change, and how many stay as they are. */
function ChangedKeys({ impact: { live, sandbox, others } }: { impact: BulkImpact }) {
  const words = providerWords();
  const text = `${countKeys(live + sandbox)}: ${formatCount(live)} ${words.live}, ${formatCount(sandbox)} ${words.sandbox}`;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 tabular-nums">
      <dt className="text-ink-muted">Will change</dt>
      <dd className="font-medium">{text}</dd>
      {others.length > 0 && (
        <>
          <dt className="text-ink-muted">Stay as they are</dt>
          <dd>
            <Others others={others} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** The keys that stay as they are, by why. */
export function Others({ others }: { others: readonly OutcomeCount[] }) {
  return (
    <ul>
      {others.map(({ outcome, keys }) => (
        <li key={outcome}>{`${countKeys(keys)} ${OUTCOME_TEXTS[outcome]}`}</li>
      ))}
    </ul>
  );
}

function describeStopped({ callsLastDay, callsLastWeek, usedKeys, keys }: Stopped, later: boolean): string {
  if (callsLastDay + callsLastWeek === 0) {
    return say`None of the working keys was called in the last ${REHEARSED_DAYS} days.`;
  }
  const when = later ? 'would stop at that date' : 'would stop';
  return say`Calls of ${formatCount(usedKeys)} of ${countKeys(keys)} ${when}: ${countCalls(callsLastDay)} in the last 24 hours, ${formatCount(callsLastWeek)} successful ones in the last ${REHEARSED_DAYS} days.`;
}

type Stopped = NonNullable<BulkImpact['stopped']>;

/** The calls that would stop, and who makes them. */
function StoppedCalls({ stopped, later }: { stopped: Stopped; later: boolean }) {
  const { callsLastDay, callsLastWeek, busiest, networks, networkCount } = stopped;
  return (
    <Alert tone={callsLastDay + callsLastWeek > 0 ? 'warning' : 'info'}>
      <p>{describeStopped(stopped, later)}</p>
      {busiest.length > 0 && (
        <p className="wrap-anywhere pt-1.5">
          {`Most calls: ${busiest.map((key) => `“${key.label}” (${countCalls(key.calls)})`).join(', ')}.`}
        </p>
      )}
      <Networks networks={networks} count={networkCount} />
    </Alert>
  );
}

function Networks({ networks, count }: { networks: readonly NetworkOfCalls[]; count: number }) {
  if (networks.length === 0) return null;
  const others = count - networks.length;
  return (
    <p className="wrap-anywhere pt-1.5">
      {`They came from ${networks.map(describeNetwork).join(', ')}${others > 0 ? ` and ${formatCount(others)} more` : ''}.`}
    </p>
  );
}

/** The keys whose first allowed address this is. */
function Narrowed({ narrowed }: { narrowed: NonNullable<BulkImpact['narrowed']> }) {
  const { keys, refused, refusedNetworks, refusedNetworkCount } = narrowed;
  return (
    <Alert tone="warning">
      <p className="font-medium">
        {keys === 1
          ? say`1 key has no allowed addresses yet, so calls can come from anywhere. This address would be its first one, and all others would be rejected.`
          : say`${formatCount(keys)} keys have no allowed addresses yet, so calls can come from anywhere. This address would be their first one, and all others would be rejected.`}
      </p>
      <p className="pt-1.5">{describeRehearsal(narrowed)}</p>
      {refused > 0 && <Networks networks={refusedNetworks} count={refusedNetworkCount} />}
    </Alert>
  );
}
