import Link from 'next/link';
import { describeRequest } from '@/app/(portal)/settings/support-access/[sessionId]/_components/describe-request';
import { LocalDate } from '@/components/local-date';
import { buttonClass } from '@/components/ui/button';
import type { ImpersonationDetails, RequestView } from '@/lib/domain/impersonation/read';
import { currentProfile } from '@/lib/profiles/current';
import type { Words } from '@/lib/profiles/words';

function RequestItem({ request, words }: { request: RequestView; words: Words }) {
  const { page, subject } = describeRequest(request, words);
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2 sm:px-5">
      <span className="wrap-anywhere min-w-0 flex-1 basis-64 text-[0.8125rem]">
        <span>{page}</span>
        {subject && <span>{` · ${subject}`}</span>}
        {request.verb && <span className="font-mono text-ink-muted">{` ${request.verb}`}</span>}
      </span>
      <span className="text-ink-muted text-xs">
        <LocalDate date={request.at} withTime />
      </span>
    </li>
  );
}

/** The pages that the agent opened and their other requests, a page at a time. */
export function Requests({
  impersonation,
  isLater,
}: {
  impersonation: ImpersonationDetails;
  isLater: boolean;
}) {
  const { words } = currentProfile();
  const path = `/settings/support-access/${impersonation.id}`;
  return (
    <>
      {impersonation.requests.length === 0 ? (
        <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No pages opened.</p>
      ) : (
        <ol className="mt-3 divide-y border-t">
          {impersonation.requests.map((request, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a request has no ID.
            <RequestItem key={index} request={request} words={words} />
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
