import { LocalDate } from '@/components/local-date';
import type { ImpersonationDetails } from '@/lib/domain/impersonation/read';

/** The changes that the agent made. */
export function Changes({ impersonation }: { impersonation: ImpersonationDetails }) {
  if (impersonation.changed.length === 0) {
    return <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No changes.</p>;
  }
  return (
    <ol className="mt-3 divide-y border-t">
      {impersonation.changed.map(({ at, sentence }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an event has no ID.
        <li key={index} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 sm:px-5">
          <span className="wrap-anywhere min-w-0 flex-1 basis-64">{`${impersonation.agent.name} ${sentence}`}</span>
          <span className="text-ink-muted text-xs">
            <LocalDate date={at} withTime />
          </span>
        </li>
      ))}
    </ol>
  );
}
