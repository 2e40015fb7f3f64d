import { RelativeTime } from '@/components/relative-time';
import { Section } from '@/components/section';
import { Badge } from '@/components/ui/badge';
import type { RefusalSummary } from '@/lib/domain/support/summary';
import { say } from '@/lib/say';

/** The latest rejected calls of the workspace, each with what the customer can do. */
export function RefusalsSection({ refusals, now }: { refusals: RefusalSummary[]; now: number }) {
  return (
    <Section title="Rejected calls" lead={say`Latest calls, all keys`}>
      {refusals.length === 0 ? (
        <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No rejected calls.</p>
      ) : (
        <ol aria-label="Rejected calls" className="mt-3 divide-y border-t">
          {refusals.map(({ id, at, code, operation, address, requestId, key, advice }) => (
            <li key={id} className="space-y-1 px-4 py-2.5 sm:px-5">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Badge tone="warning" className="font-mono">
                  {code}
                </Badge>
                <span className="wrap-anywhere min-w-0 text-[0.8125rem]">{key.label}</span>
                <span className="ml-auto text-ink-muted text-xs">
                  <RelativeTime date={at} now={now} />
                </span>
              </div>
              <p className="max-w-prose text-[0.8125rem]">{advice}</p>
              <p className="wrap-anywhere text-ink-muted text-xs">
                <span>{[operation, address].filter(Boolean).join(' from ')}</span>{' '}
                <span className="font-mono text-[0.6875rem]">{requestId}</span>
              </p>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
