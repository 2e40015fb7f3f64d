import { RefusalHeading } from '@/components/refusals/refusal-heading';
import { RefusalTimes } from '@/components/refusals/refusal-times';
import { ResolvedMark } from '@/components/refusals/resolved-mark';
import { Section } from '@/components/section';
import type { LatestRefusals } from '@/lib/domain/refusals/latest';
import { say } from '@/lib/say';

/** The latest rejected calls of the workspace, those with the same cause together, each with what the customer can do. */
export function RefusalsSection({ refusals, now }: { refusals: LatestRefusals[]; now: number }) {
  return (
    <Section title="Rejected calls" lead={say`Last 30 days, latest first, all keys`}>
      {refusals.length === 0 ? (
        <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No rejected calls.</p>
      ) : (
        <ol aria-label="Rejected calls" className="mt-3 divide-y border-t">
          {refusals.map(({ key, requestId, ...group }) => (
            <li key={group.id} className="space-y-1 px-4 py-2.5 sm:px-5">
              <RefusalHeading group={group} />
              <p className="wrap-anywhere text-[0.8125rem]">{key.label}</p>
              <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
                <p className="min-w-0 max-w-prose text-[0.8125rem]">{group.advice}</p>
                {group.resolved && <ResolvedMark resolved={group.resolved} />}
              </div>
              <RefusalTimes group={group} now={now} />
              {requestId !== null && (
                <p className="wrap-anywhere text-ink-muted text-xs">
                  <span>Latest: </span>
                  <span className="font-mono text-[0.6875rem]">{requestId}</span>
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
