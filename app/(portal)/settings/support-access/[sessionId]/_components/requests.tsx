import Link from 'next/link';
import { LocalDate } from '@/components/local-date';
import { buttonClass } from '@/components/ui/button';
import type { ImpersonationDetails } from '@/lib/domain/impersonation/read';

/** The pages that the agent opened and their other requests, a page at a time. */
export function Requests({
  impersonation,
  isLater,
}: {
  impersonation: ImpersonationDetails;
  isLater: boolean;
}) {
  const path = `/settings/support-access/${impersonation.id}`;
  return (
    <>
      {impersonation.requests.length === 0 ? (
        <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No pages opened.</p>
      ) : (
        <ol className="mt-3 divide-y border-t">
          {impersonation.requests.map((request, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a request has no ID.
            <li key={index} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2 sm:px-5">
              <span className="wrap-anywhere min-w-0 flex-1 basis-64 font-mono text-[0.8125rem]">
                <span>{request.path}</span>
                {request.verb && (
                  <span className="text-ink-muted">{` ${request.verb} ${request.targetId ?? ''}`}</span>
                )}
              </span>
              <span className="text-ink-muted text-xs">
                <LocalDate date={request.at} withTime />
              </span>
            </li>
          ))}
        </ol>
      )}
      {(isLater || impersonation.nextCursor) && (
        <nav aria-label="Pages" className="flex justify-end gap-2 border-t px-4 py-2.5 sm:px-5">
          {isLater && (
            <Link prefetch={false} href={path} scroll={false} className={buttonClass({ size: 'small' })}>
              First
            </Link>
          )}
          {impersonation.nextCursor && (
            <Link
              prefetch={false}
              href={`${path}?pages=${encodeURIComponent(impersonation.nextCursor)}`}
              scroll={false}
              className={buttonClass({ size: 'small' })}
            >
              Later
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
